import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { Hono } from 'hono'
import { fontFiles } from '../../src/picture/text/fonts.ts'
import { labels } from './labels.ts'

/** The login page: at first, after a wrong secret, and after too many. */
export interface LoginPages {
  readonly ask: string
  readonly wrong: string
  readonly tooMany: string
}

/** The files that a browser loads. */
export interface PageFiles {
  readonly script: string
  readonly style: string
  /** The HTML of every page; the script fills it. */
  readonly shell: string
  /** The same with a warning at its top, for the chat behind a secret. */
  readonly sharedShell: string
  readonly login: LoginPages
  readonly fonts: ReadonlyMap<string, Uint8Array<ArrayBuffer>>
}

const page = join(import.meta.dirname, 'page')

let files: Promise<PageFiles> | undefined

/** The files of the page, made once in a process: they change with the program alone. */
export const pageFiles = (): Promise<PageFiles> => (files ??= readPageFiles())

/** Bundles the page's script and style from their sources, in memory, and reads the other files. */
async function readPageFiles(): Promise<PageFiles> {
  const read = (name: string) => readFile(join(page, name), 'utf8')
  const font = async (path: string) => new Uint8Array(await readFile(path))
  const [script, style, shell, login, regular, semibold] = await Promise.all([
    bundle(join(page, 'main.tsx')),
    bundle(join(page, 'app.css')),
    read('shell.html'),
    read('login.html'),
    font(fontFiles[400]),
    font(fontFiles[600]),
  ])
  return {
    script,
    style,
    shell,
    sharedShell: shell.replace('<body>', `<body>\n    ${warning}`),
    login: toLoginPages(login),
    fonts: new Map([
      ['inter-400.ttf', regular],
      ['inter-600.ttf', semibold],
    ]),
  }
}

/** A landmark of its own, so that screen readers find it beside the chat. */
const warning = `<aside class="warning" aria-label="${labels.warning}"><p>${labels.sharedWarning}</p></aside>`

function toLoginPages(html: string): LoginPages {
  const page = (alert: string) =>
    html.replace('<!-- warning -->', labels.sharedWarning).replace('<!-- alert -->', alert)
  const alert = (text: string) => `<p role="alert" class="error">${text}</p>`
  return {
    ask: page(''),
    wrong: page(alert(labels.secretWrong)),
    tooMany: page(alert(labels.tooManySecrets)),
  }
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    external: ['/fonts/*'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  })
  const [output] = outputFiles
  if (output === undefined) throw new Error(`esbuild returned no output for ${entry}`)
  return output.text
}

/** Serves the script, the style and the fonts. */
export function createFileRoutes({ script, style, fonts }: PageFiles): Hono {
  const revalidated = (type: string) => ({
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-cache',
  })
  const immutable = { 'content-type': 'font/ttf', 'cache-control': 'public, max-age=31536000, immutable' }
  return new Hono()
    .get('/app.js', (c) => c.body(script, 200, revalidated('text/javascript')))
    .get('/app.css', (c) => c.body(style, 200, revalidated('text/css')))
    .get('/fonts/:name', (c) => {
      const font = fonts.get(c.req.param('name'))
      return font === undefined ? c.notFound() : c.body(font, 200, immutable)
    })
}
