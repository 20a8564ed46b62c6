import { createSecret } from '../web/secret.ts'

/** Prints a new WEB_SECRET. */
if (import.meta.main) console.log(createSecret())
