// As much of MSW as a sample uses; it is not installed here.
declare module "msw" {
  export const http: { all(path: string, resolver: (info: { request: Request }) => Promise<Response>): unknown };
}
