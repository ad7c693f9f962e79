/**
 * What each frame of the embed page carries from the first markup on. The sandbox lets it neither navigate nor pop the page
 * around it; `allow-same-origin` (storage, password managers) is harmless because the page is of another origin, which is
 * checked. `allow` grants nothing: typing, pasting and the filling in of codes and passwords need no permission (T10). As
 * attributes, unlike `style`, width and height hold under any content security policy, on the server too.
 */
export const frameAttributes = {
  sandbox: "allow-scripts allow-same-origin allow-forms",
  allow: "",
  width: "100%",
  height: "480",
  frameBorder: "0",
};
