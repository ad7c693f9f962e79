// Express 4 under a name of its own, so that both can be tried here. What is used of it has the types of 5.
declare module "express4" {
  export { default } from "express";
}
