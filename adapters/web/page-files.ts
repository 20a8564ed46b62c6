import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type BuildOptions, build, stop } from 'esbuild'
import { Hono } from 'hono'
import { labels } from './labels.ts'
import { type StaticFile, serveFile, toStaticFile } from './static-file.ts'

/** The login page: at first, after a wrong secret, and after too many. */
export interface LoginPages {
  readonly ask: string
  readonly wrong: string
  readonly tooMany: string
}

/** The files that a browser loads. */
export interface PageFiles {
  readonly script: StaticFile
  readonly style: StaticFile
  /** The HTML of every page; the script fills it. */
  readonly shell: string
  /** The same with a warning at its top, for the chat behind a secret. */
  readonly sharedShell: string
  readonly login: LoginPages
  /** By a name that changes with the font. */
  readonly fonts: ReadonlyMap<string, Uint8Array<ArrayBuffer>>
}

const page = join(import.meta.dirname, 'page')

let files: Promise<PageFiles> | undefined

/** The files of the page, made once in a process: they change with the program alone. */
export const pageFiles = (): Promise<PageFiles> => (files ??= readPageFiles())

/** Bundles the page's script and style from their sources, in memory, and reads the other files. */
async function readPageFiles(): Promise<PageFiles> {
  const read = (name: string) => readFile(join(page, name), 'utf8')
  const [[script], [style, ...fonts], shell, login] = await Promise.all([
    bundle('main.tsx', { format: 'esm', jsx: 'automatic', jsxImportSource: 'preact' }),
    bundle('app.css', { loader: { '.woff2': 'file' }, assetNames: '[name]-[hash]', publicPath: '/fonts' }),
    read('shell.html'),
    read('login.html'),
  ])
  // It runs in a process of its own, which would stay.
  await stop()
  if (script === undefined || style === undefined) throw new Error('esbuild returned no output for the page')
  const preloads = fonts.map(({ name }) => `<link rel="preload" href="/fonts/${name}" ${asFont} />`).join('')
  const whole = shell.replace('<!-- fonts -->', preloads)
  const [scriptFile, styleFile] = await Promise.all([
    toStaticFile(script.text, 'text/javascript'),
    toStaticFile(style.text, 'text/css'),
  ])
  return {
    script: scriptFile,
    style: styleFile,
    shell: whole,
    sharedShell: whole.replace('<body>', `<body>\n    ${warning}`),
    login: toLoginPages(login),
    fonts: new Map(fonts.map(({ name, bytes }) => [name, bytes])),
  }
}

/** Fonts are always asked for without credentials, which a preload has to say. */
const asFont = 'as="font" type="font/woff2" crossorigin'

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

/** @returns the bundle, and after it the files that it names, each with its name. */
async function bundle(entry: string, options: BuildOptions) {
  const { outputFiles = [] } = await build({
    ...options,
    entryPoints: [join(page, entry)],
    // Nothing is written there, but names are made relative to it.
    outdir: page,
    bundle: true,
    minify: true,
    write: false,
    target: 'es2023',
    logLevel: 'silent',
  })
  return outputFiles
    .map(({ path, text, contents }) => ({ name: basename(path), text, bytes: new Uint8Array(contents) }))
    .toSorted((a, b) => Number(a.name.endsWith('.woff2')) - Number(b.name.endsWith('.woff2')))
}

/** Serves the script, the style and the fonts. */
export function createFileRoutes({ script, style, fonts }: PageFiles): Hono {
  const immutable = { 'content-type': 'font/woff2', 'cache-control': 'public, max-age=31536000, immutable' }
  return new Hono()
    .get('/app.js', (c) => serveFile(c, script))
    .get('/app.css', (c) => serveFile(c, style))
    .get('/fonts/:name', (c) => {
      const font = fonts.get(c.req.param('name'))
      return font === undefined ? c.notFound() : c.body(font, 200, immutable)
    })
}
