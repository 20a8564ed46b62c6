import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { titles } from '../picture/scripts.ts'

/** What a script of this folder prints. */
function outputOf(script: string, ...args: readonly string[]): string {
  return execFileSync(process.execPath, [join(import.meta.dirname, '../processes', script), ...args], {
    encoding: 'utf8',
  })
}

describe('the PNG of a picture', () => {
  test('is waited for by the process, which then ends by itself', () => {
    expect(Number(outputOf('picture-process.ts'))).toBeGreaterThan(100)
  })
})

const Output = z.object({ outlines: z.array(z.string()), faces: z.array(z.string()) })
const drawn = (...texts: string[]) => Output.parse(JSON.parse(outputOf('text-process.ts', ...texts)))

describe('outlines', () => {
  const texts = Object.values(titles).map(({ text }) => text)

  test('are the same in every process', () => {
    const { outlines } = drawn(...texts)
    expect(drawn(...texts).outlines).toEqual(outlines)
    expect(new Set(outlines).size).toBe(texts.length)
  })

  test('don’t depend on what was drawn before', () => {
    const odd = [
      '\u200b\u0378\u00ad\u3164\ufeff',
      'ﺩﺭﺍﺳﺔ ﻓﻲ ﻮﻤ',
      '漢\u2011語\u00ad\u200d',
      '정\u00ad\u115f',
      'א\u200eה\u034f',
    ]
    expect(drawn(...odd, ...texts, 'a-b\u0378').outlines.slice(odd.length)).toEqual(
      drawn(...texts, 'a-b\u0378').outlines,
    )
  })

  test('need only the fonts of what is written', () => {
    expect(drawn('Risks', '7 · é', '\u0378\ufffdไ').faces).toEqual(['inter-400'])
    expect(drawn('モデル整合').faces).toEqual(['noto-sans-jp-500'])
  })
})
