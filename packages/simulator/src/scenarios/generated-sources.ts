/** Realistic names of websites, the same ones for the same seed: English and French, as a Canadian catalogue would have. */
const stems = [
  "Maple", "Lakeshore", "Summit", "Harbour", "Prairie", "Granite", "Aurora", "Cedar", "Riverbend", "Foothills", "Beacon", "Juniper", "Keystone",
  "Evergreen", "Bluewater", "Ironwood", "Silverline", "Meridian", "Copperfield", "Stonebridge", "Northgate", "Willow", "Falcon", "Orchard",
];
const kinds = [
  ["Bank", "bank"], ["Credit Union", "cu"], ["Energy", "energy"], ["Water", "water"], ["Insurance", "insurance"], ["Mobile", "mobile"], ["Internet", "net"],
  ["Health", "health"], ["Pharmacy", "pharmacy"], ["Airlines", "air"], ["Hotels", "hotels"], ["Payroll", "payroll"], ["Pension Fund", "pension"],
  ["University", "uni"], ["Freight", "freight"], ["Grocers", "grocers"], ["Transit", "transit"], ["Properties", "homes"], ["Gas", "gas"], ["Rewards", "rewards"],
] as const;
const frenchKinds = [
  ["Caisse", "caisse"], ["Assurances", "assurances"], ["Énergie", "energie"], ["Pharmacie", "pharmacie"], ["Télécom", "telecom"], ["Crédit", "credit"],
  ["Épargne", "epargne"], ["Transport", "transport"], ["Santé", "sante"], ["Hôtels", "hotels"], ["Mutuelle", "mutuelle"], ["Coopérative", "coop"],
] as const;
const frenchStems = [
  "de l'Érable", "du Fleuve", "des Laurentides", "Bellerive", "de la Vallée", "Boréale", "du Vieux-Port", "Montcalm", "de l'Île", "Champfleuri",
  "Beauséjour", "des Prés", "Clairval", "Grand-Chêne", "Rivière-aux-Œufs", "Sainte-Hélène",
];
const places = ["", " of Ontario", " West", " East", " Direct", " Online", " Atlantic", " Yukon", " Manitoba", " & Sons"];

/** A small generator of numbers from 0 up to 1: the same row for the same seed. */
export const createRandom = (seed: number) => {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const slug = (text: string) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[Œœ]/g, "oe")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** So many sources: name and address, no two alike. About one in four has a French name, one in fifty none at all. */
export const generateSources = (count: number, seed: number): readonly { name: string | null; url: string }[] => {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const seen = new Map<string, number>();
  return Array.from({ length: count }, () => {
    const french = random() < 0.25;
    const [kind = "", short = ""] = (french ? pick(frenchKinds) : pick(kinds)) ?? [];
    const name = french ? `${kind} ${pick(frenchStems) ?? ""}` : `${pick(stems) ?? ""} ${kind}${pick(places) ?? ""}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    const own = times === 1 ? name : `${name} ${times}`;
    const host = `${random() < 0.4 ? "my." : random() < 0.5 ? "www." : ""}${slug(own)}.example`;
    const path = random() < 0.3 ? `/${french ? "connexion" : "login"}` : "";
    const tail = random() < 0.1 ? `?from=${short}` : "";
    return { name: random() < 0.02 ? null : own, url: `https://${host}${path}${tail}` };
  });
};
