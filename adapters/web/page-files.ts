import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'

/** What a browser loads. */
export interface PageFiles {
  readonly script: string
  readonly style: string
  readonly shell: string
  readonly login: string
  readonly fonts: ReadonlyMap<string, Uint8Array<ArrayBuffer>>
}

const page = join(import.meta.dirname, 'page')
const inter = createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json')

/** Makes the page's script from its sources and reads the rest. Nothing is written to disk. */
export async function readPageFiles(): Promise<PageFiles> {
  const read = (name: string) => readFile(join(page, name), 'utf8')
  const font = async (name: string) => new Uint8Array(await readFile(join(inter, '..', name)))
  const [bundle, style, shell, login, regular, semibold] = await Promise.all([
    build({
      entryPoints: [join(page, 'main.tsx')],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      target: 'es2023',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'silent',
    }),
    read('app.css'),
    read('shell.html'),
    read('login.html'),
    font('400Regular/Inter_400Regular.ttf'),
    font('600SemiBold/Inter_600SemiBold.ttf'),
  ])
  const script = bundle.outputFiles[0]?.text
  if (script === undefined) throw new Error('The page has no script')
  return {
    script,
    style,
    shell,
    login,
    fonts: new Map([
      ['inter-400.ttf', regular],
      ['inter-600.ttf', semibold],
    ]),
  }
}
