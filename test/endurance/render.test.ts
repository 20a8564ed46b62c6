import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { themes } from '../../src/picture/theme.ts'
import { ballotsOn, exportWith, written } from '../cli/exported.ts'
import { run, runProcess } from '../cli/run.ts'
import { pixelsOf } from '../picture/pixels.ts'
import { titles } from '../picture/scripts.ts'
import { seeded } from '../seeded.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

const poll = exportWith([ballotsOn([0, 0, 0, 7, 8, 8, 8])])
const render = (...args: readonly string[]) => run('render', args)

describe('npm run render', () => {
  test('draws the poll of an export, light and at twice its size', async () => {
    await using directory = await temporaryDirectory()
    const out = join(directory.path, 'out.png')
    expect(await runProcess('render', [await written(directory.path, 'poll.json', poll), out])).toMatchObject(
      {
        code: 0,
        err: '',
      },
    )
    const pixels = await pixelsOf(await readFile(out))
    expect([pixels.width, pixels.height]).toEqual([1280, 1136])
    expect(pixels.at(1200, 100)).toBe(themes.light.background)
    expect(pixels.at(2 * 200, 2 * (200 - 34 + 70))).toBe(themes.light.step4)
  })

  test('draws it dark and in another size where that is asked for', async () => {
    await using directory = await temporaryDirectory()
    const out = join(directory.path, 'out.png')
    const file = await written(directory.path, 'poll.json', poll)
    expect((await render(file, out, '--theme', 'dark', '--scale', '1')).code).toBe(0)
    const pixels = await pixelsOf(await readFile(out))
    expect([pixels.width, pixels.height]).toEqual([640, 568])
    expect(pixels.at(600, 50)).toBe(themes.dark.background)
  })

  test('writes an SVG where the name says so', async () => {
    await using directory = await temporaryDirectory()
    const out = join(directory.path, 'out.svg')
    await render(await written(directory.path, 'poll.json', poll), out, '--theme', 'dark')
    const svg = await readFile(out, 'utf8')
    expect(svg).toMatch(/^<svg .*Training a Helpful and Harmless Assistant.*<\/svg>$/s)
    expect(svg).toContain(themes.dark.background)
  })

  test('shows nothing of a blind poll, whatever is in the file', async () => {
    await using directory = await temporaryDirectory()
    const blind = (cells: readonly number[]) =>
      exportWith([ballotsOn(cells, { Ada: { why: 'Secret.' } })], { blind: true, state: 'open' })
    const drawn = async (name: string, cells: readonly number[], type: string) => {
      const out = join(directory.path, `${name}.${type}`)
      await render(await written(directory.path, `${name}.json`, blind(cells)), out)
      return readFile(out)
    }
    for (const type of ['png', 'svg']) {
      const [one, other] = [await drawn('one', [0, 0, 8], type), await drawn('other', [4, 5, 6], type)]
      expect(Buffer.compare(one, other)).toBe(0)
      expect(one.toString('latin1')).not.toMatch(/Secret|Ada/)
    }
  })

  test('names each fault of a file, and draws nothing', async () => {
    await using directory = await temporaryDirectory()
    const out = join(directory.path, 'out.png')
    const bad = await written(directory.path, 'bad.json', { ...poll, version: 9 })
    const { code, err } = await render(bad, out)
    expect(code).toBe(1)
    expect(err).toMatch(/bad\.json: version: /)
    await expect(readFile(out)).rejects.toThrow('ENOENT')
  })

  test.each([
    [['poll.json'], 'Give one export file and one picture file'],
    [['poll.json', 'out.gif'], 'must end in .png or .svg'],
    [['poll.json', 'out.png', '--scale', '7'], '--scale must be 1, 2 or 3'],
    [['poll.json', 'out.png', '--theme', 'pink'], '--theme must be light or dark'],
  ])('says how it is used after %j', async (args, words) => {
    const { code, err } = await render(...args)
    expect(code).toBe(1)
    expect(err).toContain(words)
    expect(err).toContain('npm run render -- <poll.json>')
  })
})

test('exports give the same bytes in another process, with another language, time zone and home', async () => {
  await using directory = await temporaryDirectory()
  const count = 50
  const random = seeded(50)
  const scripts = Object.values(titles)
  const files = await Promise.all(
    Array.from({ length: count }, (_, i) => {
      const cells = () => Array.from({ length: 1 + (i % 40) }, () => Math.floor(9 * random()))
      const title = `${scripts[i % scripts.length]?.text} – ${i}`
      const rounds = i % 4 === 0 ? [ballotsOn(cells()), ballotsOn(cells())] : [ballotsOn(cells())]
      return written(
        directory.path,
        `${i}.json`,
        exportWith(rounds, { paper: { id: 'title:x', title, authors: [title] } }),
      )
    }),
  )
  const hashes = async (env: NodeJS.ProcessEnv) => {
    const script = join(import.meta.dirname, '../cli/render-process.ts')
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...files], {
      env: { ...process.env, ...env },
    })
    return stdout.trim().split('\n')
  }
  const [one, other] = await Promise.all([
    hashes({ LANG: 'C', LC_ALL: 'C', TZ: 'Pacific/Kiritimati', HOME: '/nonexistent' }),
    hashes({ LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'America/St_Johns', HOME: directory.path }),
  ])
  expect(new Set(one)).toHaveLength(count)
  expect(other).toEqual(one)
})
