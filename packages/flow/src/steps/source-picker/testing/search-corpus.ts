import type { PickableSource } from "../source.ts";

// A list as an organization in Canada or the United States might have it: name, then host, in the order of the names.
const lines = `
1Password|1password.com
407 ETR|407etr.com
7-Eleven Rewards|7-eleven.com
A&W Rewards|aw.ca
AAA Auto Club|aaa.com
ABC Fitness|abcfitness.com
ADP Workforce Now|workforcenow.adp.com
ADT Security|adt.com
AEP Ohio|aepohio.com
Aéroplan|aeroplan.com
Aetna|aetna.com
Affirm|affirm.com
Air Canada|aircanada.com
Air Miles|airmiles.ca
Air Transat|airtransat.com
Airbnb|airbnb.com
Alabama Power|alabamapower.com
Alectra Utilities|alectrautilities.com
Allianz Global Assistance|allianz-assistance.ca
Allstate|allstate.com
Ally Bank|ally.com
Altice Optimum|optimum.net
Amazon|amazon.com
Amazon Business|business.amazon.com
Ameren Illinois|ameren.com
American Airlines|aa.com
American Eagle Credit Union|americaneagle.org
American Electric Power|aep.com
American Express|americanexpress.com
American Family Insurance|amfam.com
American Water|amwater.com
Ameriprise Financial|ameriprise.com
Anthem Blue Cross|anthem.com
Apple Card|card.apple.com
Aqua Pennsylvania|aquaamerica.com
Arvest Bank|arvest.com
Assemblée nationale du Québec|assnat.qc.ca
Assiniboine Credit Union|acu.ca
Associated Bank|associatedbank.com
AT&T|att.com
AT&T Business|business.att.com
ATB Financial|atb.com
ATCO Energy|atcoenergy.com
Atmos Energy|atmosenergy.com
Aviva Canada|aviva.ca
Avista Utilities|myavista.com
Banner Bank|bannerbank.com
Bank of America|bankofamerica.com
Bank of Hawaii|boh.com
Bank of Montreal|bmo.com
Bank of New York Mellon|bnymellon.com
Bank of the West|bankofthewest.com
Bank OZK|ozk.com
Banque Laurentienne|banquelaurentienne.ca
Banque Nationale du Canada|bnc.ca
Banque Scotia|banquescotia.com
Barclays US|cards.barclaycardus.com
BC Hydro|bchydro.com
BCAA|bcaa.com
Beanfield Metroconnect|beanfield.com
Bed Bath & Beyond|bedbathandbeyond.com
Bell Aliant|bellaliant.ca
Bell Canada|bell.ca
Bell MTS|bellmts.ca
Beneva|beneva.ca
Best Buy|bestbuy.com
BJ's Wholesale Club|bjs.com
Black Hills Energy|blackhillsenergy.com
Blue Cross Blue Shield of Michigan|bcbsm.com
Bombardier|bombardier.com
Boursorama|boursorama.com
Brex|brex.com
British Columbia Automobile Association|bcaa-travel.com
Brookfield Properties|brookfieldproperties.com
BrightHouse Financial|brighthousefinancial.com
Caisse d'économie solidaire|caissesolidaire.coop
Caisse de dépôt et placement du Québec|cdpq.com
California American Water|caamwater.com
California Water Service|calwater.com
Canada Life|canadalife.com
Canada Post|canadapost-postescanada.ca
Canada Revenue Agency|canada.ca
Canadian Imperial Bank of Commerce|cibc.com
Canadian Pacific Kansas City|cpkcr.com
Canadian Tire Bank|canadiantire.ca
Canadian Western Bank|cwbank.com
Capital One|capitalone.com
Capitec Bank|capitecbank.co.za
Cascade Natural Gas|cngc.com
CenterPoint Energy|centerpointenergy.com
Central Hudson Gas & Electric|cenhud.com
Central Maine Power|cmpco.com
CenturyLink|centurylink.com
Chambers of Commerce Group Insurance|chamberplan.ca
Charles Schwab|schwab.com
Charter Spectrum|spectrum.net
Chase|chase.com
Chevron Federal Credit Union|chevronfcu.org
Chime|chime.com
Cigna|cigna.com
Cincinnati Bell|cincinnatibell.com
Citibank|citi.com
Citizens Bank|citizensbank.com
City National Bank|cnb.com
City of Calgary|calgary.ca
City of Toronto|toronto.ca
City of Vancouver|vancouver.ca
Coast Capital Savings|coastcapitalsavings.com
Cogeco|cogeco.ca
Columbia Gas of Ohio|columbiagasohio.com
Comcast Business|business.comcast.com
ComEd|comed.com
Comerica Bank|comerica.com
Commerce Bank|commercebank.com
Conexus Credit Union|conexus.ca
Connect First Credit Union|connectfirstcu.com
Con Edison|coned.com
Consumers Energy|consumersenergy.com
Costco|costco.com
Costco Canada|costco.ca
Covenant Health|covenanthealth.ca
Cox Communications|cox.com
Crédit Agricole|credit-agricole.fr
Crédit Mutuel|creditmutuel.fr
Credit Karma|creditkarma.com
Cricket Wireless|cricketwireless.com
CVS Caremark|caremark.com
Délice Traiteur|delicetraiteur.ca
Delta Air Lines|delta.com
Desjardins|desjardins.com
Desjardins Assurances|desjardinsassurances.com
Deutsche Bank|db.com
Direct Energy|directenergy.com
DirecTV|directv.com
Discover|discover.com
DISH Network|dish.com
Dollarama|dollarama.com
Dominion Energy|dominionenergy.com
DoorDash|doordash.com
Dropbox|dropbox.com
DTE Energy|dteenergy.com
Duke Energy|duke-energy.com
Duquesne Light|duquesnelight.com
E*TRADE|etrade.com
EarthLink|earthlink.net
East West Bank|eastwestbank.com
eBay|ebay.com
Ebox|ebox.ca
Eastlink|eastlink.ca
École de technologie supérieure|etsmtl.ca
Edward Jones|edwardjones.com
Électricité de France|edf.fr
Empire Life|empire.ca
Enbridge Gas|enbridgegas.com
Énergir|energir.com
Enmax|enmax.com
Entergy|entergy.com
Envision Financial|envisionfinancial.ca
EPCOR|epcor.com
EQ Bank|eqbank.ca
Equifax|equifax.com
Equitable Life|equitable.ca
Evergy|evergy.com
Eversource|eversource.com
Expedia|expedia.com
Experian|experian.com
FedEx|fedex.com
Fédération des caisses populaires acadiennes|uni.ca
Fibre Noire|fibrenoire.ca
Fidelity Investments|fidelity.com
Fido|fido.ca
Fifth Third Bank|53.com
First Citizens Bank|firstcitizens.com
First Financial Bank|first-financial.com
First Hawaiian Bank|fhb.com
First Horizon|firsthorizon.com
First Interstate Bank|firstinterstatebank.com
First National Bank of Omaha|fnbo.com
First Ontario Credit Union|firstontario.com
First Republic|firstrepublic.com
First Tech Federal Credit Union|firsttechfed.com
Fizz|fizz.ca
Flagstar Bank|flagstar.com
Florida Power & Light|fpl.com
Fonds de solidarité FTQ|fondsftq.com
FortisAlberta|fortisalberta.com
FortisBC|fortisbc.com
Freedom Mobile|freedommobile.ca
Frontier Communications|frontier.com
Frost Bank|frostbank.com
Fulton Bank|fultonbank.com
Gaz Métro|gazmetro.com
Geico|geico.com
General Motors Financial|gmfinancial.com
Georgia Power|georgiapower.com
GitHub|github.com
Golden 1 Credit Union|golden1.com
Goldman Sachs|goldmansachs.com
Google Fi|fi.google.com
Google Workspace|workspace.google.com
Gore Mutual|goremutual.ca
Great-West Life|greatwestlife.com
Green Mountain Power|greenmountainpower.com
Green Shield Canada|greenshield.ca
Groupe Québécor|quebecor.com
GTAA Toronto Pearson|torontopearson.com
Guardian Life|guardianlife.com
Gulf Power|gulfpower.com
H&R Block|hrblock.com
Harris Teeter|harristeeter.com
Hawaiian Electric|hawaiianelectric.com
HelloFresh|hellofresh.com
Hertz|hertz.com
Hilton Honors|hilton.com
Home Depot|homedepot.com
Home Hardware|homehardware.ca
Home Trust|hometrust.ca
Honda Financial Services|hondafinancialservices.com
HSBC Canada|hsbc.ca
Hudson's Bay Company|thebay.com
Humana|humana.com
Huntington Bank|huntington.com
Hydro One|hydroone.com
Hydro Ottawa|hydroottawa.com
Hydro-Québec|hydroquebec.com
Hydro-Sherbrooke|sherbrooke.ca
Hyundai Motor Finance|hyundaimotorfinance.com
iA Financial Group|ia.ca
ICBC|icbc.com
Idaho Power|idahopower.com
IGA|iga.net
IKEA|ikea.com
Imperial Oil|imperialoil.ca
Indigo|indigo.ca
ING Direct|ing.com
Inova Federal Credit Union|inovafederal.org
Intact Assurance|intact.ca
Interactive Brokers|interactivebrokers.com
Interior Savings|interiorsavings.com
Intuit QuickBooks|quickbooks.intuit.com
Investors Group|ig.ca
Isabella Bank|isabellabank.com
Jean Coutu|jeancoutu.com
JetBlue|jetblue.com
John Hancock|johnhancock.com
Johnson & Johnson Credit Union|jjcreditunion.org
Johnson Insurance|johnson.ca
Kaiser Permanente|kp.org
Kansas Gas Service|kansasgasservice.com
KeyBank|key.com
Kinecta Federal Credit Union|kinecta.org
Knowledge First Financial|knowledgefirstfinancial.ca
Koodo Mobile|koodomobile.com
Kroger|kroger.com
La Banque Postale|labanquepostale.fr
La Capitale|lacapitale.com
La Presse|lapresse.ca
La Vie en Rose|lavieenrose.com
Lake Michigan Credit Union|lmcu.org
Landmark Credit Union|landmarkcu.com
LCBO|lcbo.com
Le Devoir|ledevoir.com
Liberty Mutual|libertymutual.com
Liberty Utilities|libertyutilities.com
Lincoln Financial|lfg.com
Loblaws|loblaws.ca
Logix Federal Credit Union|logixbanking.com
London Hydro|londonhydro.com
Long Island Power Authority|lipower.org
Los Angeles Department of Water and Power|ladwp.com
Loto-Québec|lotoquebec.com
Lowe's|lowes.com
Lufthansa|lufthansa.com
Lucky Mobile|luckymobile.ca
Lyft|lyft.com
M&T Bank|mtb.com
Macy's|macys.com
Manitoba Hydro|hydro.mb.ca
Manitoba Public Insurance|mpi.mb.ca
Manuvie|manuvie.ca
Manulife|manulife.com
Maritime Electric|maritimeelectric.com
Marriott Bonvoy|marriott.com
Massachusetts Mutual|massmutual.com
Mastercard|mastercard.com
Mazda Financial|mazdafinancial.com
MBNA Canada|mbna.ca
McDonald's|mcdonalds.com
Mechanics Bank|mechanicsbank.com
Medavie Blue Cross|medaviebc.ca
Meridian Credit Union|meridiancu.ca
Merrill Lynch|ml.com
MetLife|metlife.com
Métro|metro.ca
Metro by T-Mobile|metrobyt-mobile.com
Microsoft 365|microsoft.com
MidAmerican Energy|midamericanenergy.com
Mint Mobile|mintmobile.com
Mississippi Power|mississippipower.com
Mogo|mogo.ca
Montana-Dakota Utilities|montana-dakota.com
Morgan Stanley|morganstanley.com
Mountain America Credit Union|macu.com
Mr. Cooper|mrcooper.com
Mutual of Omaha|mutualofomaha.com
National Bank of Canada|nbc.ca
National Fuel Gas|nationalfuel.com
National Grid|nationalgridus.com
Nationwide|nationwide.com
Navy Federal Credit Union|navyfederal.org
NB Power|nbpower.com
Neo Financial|neofinancial.com
Netflix|netflix.com
New York Life|newyorklife.com
Newfoundland Power|newfoundlandpower.com
Nicor Gas|nicorgas.com
NIPSCO|nipsco.com
Nissan Motor Acceptance|nissanfinance.com
Nordstrom|nordstrom.com
Northwest Natural|nwnatural.com
Northwestern Mutual|northwesternmutual.com
Nova Scotia Power|nspower.ca
NRMA|mynrma.com.au
NV Energy|nvenergy.com
Old National Bank|oldnational.com
Oncor|oncor.com
Ontario Teachers' Pension Plan|otpp.com
Optimum Québec Assurance|optimum-general.com
Orange Bank|orangebank.fr
Oxford Properties|oxfordproperties.com
Pacific Gas and Electric|pge.com
Pacific Power|pacificpower.net
PayPal|paypal.com
PC Financial|pcfinancial.ca
PECO Energy|peco.com
Pentagon Federal Credit Union|penfed.org
People's Trust|peoplestrust.com
Pepco|pepco.com
Petro-Canada|petro-canada.ca
Petro-Points|petro-points.com
Piedmont Natural Gas|piedmontng.com
Pinnacle Bank|pnfp.com
PNC Bank|pnc.com
PNM|pnm.com
Portland General Electric|portlandgeneral.com
PPL Electric|pplelectric.com
Première Bourse|premierebourse.ca
Primerica|primerica.com
Progressive|progressive.com
Promutuel Assurance|promutuelassurance.ca
Prudential|prudential.com
PSE&G|pseg.com
Public Mobile|publicmobile.ca
Puget Sound Energy|pse.com
Purolator|purolator.com
Québec Loisirs|quebecloisirs.com
Questrade|questrade.com
Questar Gas|questargas.com
RAMQ|ramq.gouv.qc.ca
Raymond James|raymondjames.com
RBC Direct Investing|rbcdirectinvesting.com
RBC Royal Bank|rbcroyalbank.com
Regions Bank|regions.com
Rein Energy|rein-energy.com
Reliance Home Comfort|reliancehomecomfort.com
Retraite Québec|retraitequebec.gouv.qc.ca
Revenu Québec|revenuquebec.ca
Ring|ring.com
Robinhood|robinhood.com
Rockland Trust|rocklandtrust.com
Rogers|rogers.com
Rogers Bank|rogersbank.com
Rocky Mountain Power|rockymountainpower.net
RONA|rona.ca
Royal Bank of Canada|royalbank.ca
Royal Credit Union|rcu.org
SaskPower|saskpower.com
SAAQ|saaq.gouv.qc.ca
Safeway|safeway.com
Saint John Energy|sjenergy.com
Saint Mary's University|smu.ca
Sainte-Hyacinthe Électrique|sainte-hyacinthe.ca
San Diego Gas & Electric|sdge.com
Santander Bank|santanderbank.com
SaskTel|sasktel.com
Scene+|sceneplus.ca
Scotiabank|scotiabank.com
Seattle City Light|seattle.gov
Servus Credit Union|servus.ca
Shaw|shaw.ca
Shopify|shopify.com
Shoppers Drug Mart|shoppersdrugmart.ca
Simplii Financial|simplii.com
Sirius XM|siriusxm.ca
SMUD|smud.org
Sobeys|sobeys.com
Société de transport de Montréal|stm.info
Société Générale|societegenerale.fr
SoFi|sofi.com
Southern California Edison|sce.com
Southern California Gas|socalgas.com
Southwest Airlines|southwest.com
Spire Energy|spireenergy.com
Sprint|sprint.com
SRP|srpnet.com
SSQ Assurance|ssq.ca
St. Jude Federal Credit Union|stjudefcu.org
St. Mary's Credit Union|stmaryscreditunion.com
Ste. Anne Telephone|steannetel.ca
Staples|staples.com
Starbucks|starbucks.com
State Employees' Credit Union|ncsecu.org
State Farm|statefarm.com
Steinbach Credit Union|scu.mb.ca
Sun Life|sunlife.ca
Suncor|suncor.com
Sunrise Credit Union|sunrisecu.mb.ca
Synchrony Bank|synchronybank.com
Synovus|synovus.com
T-Mobile|t-mobile.com
Tangerine|tangerine.ca
Target RedCard|target.com
TD Ameritrade|tdameritrade.com
TD Canada Trust|td.com
TD Insurance|tdinsurance.com
TekSavvy|teksavvy.com
Télé-Québec|telequebec.tv
Telus|telus.com
Tesla|tesla.com
The Co-operators|cooperators.ca
The Home Insurance Company|thehomeinsurance.ca
TIAA|tiaa.org
Toronto Hydro|torontohydro.com
Toyota Financial Services|toyotafinancial.com
Trans-Canada Energies|transcanadaenergies.com
TransUnion|transunion.ca
Travelers|travelers.com
Truist|truist.com
TXU Energy|txu.com
U.S. Bank|usbank.com
Uber|uber.com
UGI Utilities|ugi.com
UniCredit|unicredit.it
UnitedHealthcare|uhc.com
United Airlines|united.com
Université Laval|ulaval.ca
UPS|ups.com
USAA|usaa.com
Valley Bank|valley.com
Vancity|vancity.com
Vanguard|vanguard.com
Verizon|verizon.com
Verizon Wireless|verizonwireless.com
VIA Rail|viarail.ca
Vidéotron|videotron.com
Ville de Montréal|montreal.ca
Ville de Québec|ville.quebec.qc.ca
Virgin Plus|virginplus.ca
Visions Federal Credit Union|visionsfcu.org
Walgreens|walgreens.com
Walmart|walmart.com
Waste Management|wm.com
Wawanesa|wawanesa.com
Wealthsimple|wealthsimple.com
Webster Bank|websterbank.com
Wells Fargo|wellsfargo.com
WestJet|westjet.com
Western Union|westernunion.com
Westoba Credit Union|westoba.com
Windstream|windstream.com
Winnipeg Water and Waste|winnipeg.ca
Wisconsin Public Service|wisconsinpublicservice.com
Wise|wise.com
Workday|workday.com
Xcel Energy|xcelenergy.com
Xfinity|xfinity.com
XOOM Energy|xoomenergy.com
Zelle|zellepay.com
Zions Bank|zionsbank.com
Œuvres du Frère André|frereandre.org
Straße & Söhne Sparkasse|strassesoehne.de
Ærø Forsikring|aeroforsikring.dk
`;

/** About 400 names, English and French: banks, utilities, telephone companies, insurers, shops. */
export const corpus: readonly PickableSource[] = lines
  .trim()
  .split("\n")
  .map((line, index) => {
    const [name = "", host = ""] = line.split("|");
    return { id: `src_${index}`, name, host };
  });

/** What a person types, and the name that has to come first. */
export const queries: readonly (readonly [typed: string, first: string])[] = [
  // As it is written, and the beginning of it.
  ["Desjardins", "Desjardins"],
  ["wells", "Wells Fargo"],
  ["bank of am", "Bank of America"],
  ["tang", "Tangerine"],
  ["amazon b", "Amazon Business"],
  ["costco", "Costco"],
  ["air can", "Air Canada"],
  ["METLIFE", "MetLife"],
  ["td insurance", "TD Insurance"],
  ["hydro one", "Hydro One"],
  ["chase", "Chase"],
  ["rogers", "Rogers"],
  ["state f", "State Farm"],
  ["telus", "Telus"],
  // A word from the middle, words in another order, words left out.
  ["laurentienne", "Banque Laurentienne"],
  ["fargo wells", "Wells Fargo"],
  ["national bank canada", "National Bank of Canada"],
  ["nationale banque", "Banque Nationale du Canada"],
  ["scotia power", "Nova Scotia Power"],
  ["ottawa hydro", "Hydro Ottawa"],
  ["vancouver city", "City of Vancouver"],
  // Accents, ligatures, punctuation, spaces.
  ["hydro quebec", "Hydro-Québec"],
  ["HYDRO QUÉBEC", "Hydro-Québec"],
  ["hydroquebec", "Hydro-Québec"],
  ["energir", "Énergir"],
  ["videotron", "Vidéotron"],
  ["electricite de france", "Électricité de France"],
  ["ecole de tech", "École de technologie supérieure"],
  ["oeuvres du frere", "Œuvres du Frère André"],
  ["strasse", "Straße & Söhne Sparkasse"],
  ["aero forsikring", "Ærø Forsikring"],
  ["att", "AT&T"],
  ["at&t", "AT&T"],
  ["macys", "Macy's"],
  ["macy’s", "Macy's"],
  ["mcdonalds", "McDonald's"],
  ["h r block", "H&R Block"],
  ["h&r", "H&R Block"],
  ["t mobile", "T-Mobile"],
  ["tmobile", "T-Mobile"],
  ["etrade", "E*TRADE"],
  ["us bank", "U.S. Bank"],
  ["wellsfargo", "Wells Fargo"],
  ["bankofmontreal", "Bank of Montreal"],
  ["des jardins", "Desjardins"],
  ["caisse economie", "Caisse d'économie solidaire"],
  ["florida power and light", "Florida Power & Light"],
  // Initials.
  ["td", "TD Canada Trust"],
  ["rbc", "RBC Royal Bank"],
  ["cibc", "Canadian Imperial Bank of Commerce"],
  ["bmo", "Bank of Montreal"],
  ["bnc", "Banque Nationale du Canada"],
  ["amex", "American Express"],
  ["ladwp", "Los Angeles Department of Water and Power"],
  ["pg&e", "Pacific Gas and Electric"],
  ["stm", "Société de transport de Montréal"],
  ["bofa", "Bank of America"],
  ["nfcu", "Navy Federal Credit Union"],
  // "st" and "saint".
  ["saint mary", "Saint Mary's University"],
  ["saint jude", "St. Jude Federal Credit Union"],
  ["st john energy", "Saint John Energy"],
  ["sainte anne", "Ste. Anne Telephone"],
  ["ste hyacinthe", "Sainte-Hyacinthe Électrique"],
  // One wrong key.
  ["desjradins", "Desjardins"],
  ["scotiabnak", "Scotiabank"],
  ["amercan express", "American Express"],
  ["capitol one", "Capital One"],
  ["verzion", "Verizon"],
  ["welsl fargo", "Wells Fargo"],
  ["tangerin e", "Tangerine"],
  ["vidoetron", "Vidéotron"],
  ["simpli", "Simplii Financial"],
  ["manullife", "Manulife"],
  // The address.
  ["bmo.com", "Bank of Montreal"],
  ["https://www.rbcroyalbank.com/ways-to-bank", "RBC Royal Bank"],
  ["desjardins.com", "Desjardins"],
  ["53.com", "Fifth Third Bank"],
  ["citi", "Citibank"],
];
