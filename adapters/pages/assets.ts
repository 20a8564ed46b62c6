import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { build, stop } from 'esbuild'
import { themes } from '../../src/picture/theme.ts'
import type { DocumentFiles } from './document.ts'

interface Asset {
  readonly type: string
  readonly body: Uint8Array<ArrayBuffer>
}

/** The files that pages load, and where they are. */
export interface Assets {
  readonly addresses: DocumentFiles
  /** By the last part of their address, which changes with their content. */
  readonly files: ReadonlyMap<string, Asset>
}

const folder = '/pages/'

let assets: Promise<Assets> | undefined

/** Made once in a process: they change with the program alone. */
export const pageAssets = (): Promise<Assets> => (assets ??= readAssets())

async function readAssets(): Promise<Assets> {
  const { outputFiles = [] } = await build({
    entryPoints: [join(import.meta.dirname, 'style.css')],
    loader: { '.woff2': 'file' },
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    publicPath: folder,
    // Nothing is written there, but names are made relative to it.
    outdir: import.meta.dirname,
    bundle: true,
    minify: true,
    write: false,
    target: 'es2023',
    logLevel: 'silent',
  })
  // It runs in a process of its own, which would stay.
  await stop()
  const fonts = outputFiles.filter(({ path }) => path.endsWith('.woff2'))
  const style = outputFiles.find(({ path }) => path.endsWith('.css'))
  if (style === undefined) throw new Error('esbuild returned no style for the pages')
  const [named, icon] = [toNamed('page', 'css', colours + style.text), toNamed('icon', 'svg', iconSvg)]
  return {
    addresses: {
      style: folder + named.name,
      icon: folder + icon.name,
      fonts: fonts.map(({ path }) => folder + basename(path)),
    },
    files: new Map<string, Asset>([
      [named.name, { type: 'text/css; charset=utf-8', body: named.body }],
      [icon.name, { type: 'image/svg+xml', body: icon.body }],
      ...fonts.map(
        ({ path, contents }) =>
          [basename(path), { type: 'font/woff2', body: new Uint8Array(contents) }] as const,
      ),
    ]),
  }
}

/** A file under a name that changes with its text. */
function toNamed(name: string, ending: string, text: string) {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12)
  return { name: `${name}-${hash}.${ending}`, body: new Uint8Array(Buffer.from(text)) }
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
