/** What the server renders: the unit test checks that it does, the browser test hydrates it. */
export const serverMarkup = '<div><svg height="636"></svg></div>';
