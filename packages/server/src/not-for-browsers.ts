// What a bundler finds under the `browser` condition. It exports nothing, so `import { createDeckAuth }` in code for a
// page ends the build with this file's name; if it is loaded anyway, it says why.
throw new Error("@deck-auth/server holds your secret key and must not be part of a page. Import it in server code only.");
