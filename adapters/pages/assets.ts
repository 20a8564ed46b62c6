import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build, stop } from 'esbuild'
import { themes } from '../../src/picture/theme.ts'
import type { DocumentFiles } from './document.ts'

type Bytes = Uint8Array<ArrayBuffer>

interface Asset {
  readonly type: string
  readonly body: Bytes | (() => Promise<Bytes>)
}

/** The files that pages load, and where they are. */
export interface Assets {
  readonly addresses: DocumentFiles
  /** By the last part of their address, which changes with their content. */
  readonly files: ReadonlyMap<string, Asset>
}

const folder = '/pages/'

/** The script's sources, and the fonts as the style names them. */
const scriptPaths = ['page', 'cells', 'rounds', 'keep-current', 'say'].map((name) => `browser/${name}.ts`)
const fontPaths = ['../web/page/fonts/inter-400.woff2', '../web/page/fonts/inter-600.woff2']

let assets: Promise<Assets> | undefined

/** Made once in a process: they change with the program alone. */
export const pageAssets = (): Promise<Assets> => (assets ??= readAssets())

async function readAssets(): Promise<Assets> {
  const read = (path: string) => readFile(join(import.meta.dirname, path))
  const [source, group, ...bytes] = await Promise.all([
    read('style.css'),
    read('group.css'),
    ...fontPaths.map(read),
  ])
  const fonts = fontPaths.map((path, i) => toNamed(basename(path), 'font/woff2', bytes[i] ?? ''))
  const style = fontPaths.reduce(
    (css, path, i) => css.replace(path, folder + fonts[i]?.name),
    colours + `${source}${group}`.replaceAll(/\/\*.*?\*\//gs, ''),
  )
  const sources = await Promise.all(scriptPaths.map(read))
  const [page, icon] = [
    toNamed('page.css', 'text/css; charset=utf-8', style),
    toNamed('icon.svg', 'image/svg+xml', iconSvg),
  ]
  // Its name follows from its sources, so that it is bundled only once a browser asks for it.
  const script = {
    ...toNamed('page.js', 'text/javascript; charset=utf-8', Buffer.concat(sources)),
    body: bundleScript,
  }
  return {
    addresses: {
      style: folder + page.name,
      script: folder + script.name,
      icon: folder + icon.name,
      fonts: fonts.map(({ name }) => folder + name),
    },
    files: new Map([page, script, icon, ...fonts].map((file) => [file.name, file])),
  }
}

let script: Promise<Bytes> | undefined

/** The script as browsers run it, bundled once in a process. */
const bundleScript = (): Promise<Bytes> => (script ??= bundle())

async function bundle(): Promise<Bytes> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'browser/page.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    logLevel: 'silent',
  })
  // It runs in a process of its own, which would stay.
  await stop()
  return new Uint8Array(outputFiles[0]?.contents ?? [])
}

/** A file under a name that changes with its content: `page-0123456789ab.css`. */
function toNamed(name: string, type: string, content: string | Buffer): Asset & { readonly name: string } {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12)
  return { name: name.replace('.', `-${hash}.`), type, body: new Uint8Array(Buffer.from(content)) }
}

/** The roles of the pictures' colours as variables, in the theme of the reader. */
const colours = `:root{${Object.entries(themes.light)
  .map(([role, light]) => `--${role}:light-dark(${light},${themes.dark[role as keyof typeof themes.dark]})`)
  .join(';')}}`

const squares = [0, 1, 2].flatMap((row) =>
  [0, 1, 2].map((column) => {
    const opacity = row === 1 && column === 1 ? 1 : 0.55
    return `<rect x="${6.5 + 6.5 * column}" y="${6.5 + 6.5 * row}" width="5" height="5" rx="1" fill="#fff" opacity="${opacity}"/>`
  }),
)

const iconSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#2E73C0"/><g transform="translate(-.5 -.5)">${squares.join('')}</g></svg>`
