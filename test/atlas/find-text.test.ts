import { describe, expect, test } from 'vitest'
import { excerptAround } from '../../src/atlas/excerpt.ts'
import { excerptOf, type FindableItem, findItems, readQuery } from '../../src/atlas/find-text.ts'
import { PaperId } from '../../src/paper/paper.ts'
import { seeded } from '../seeded.ts'

const paper = (id: string, title: string, authors: readonly string[], at = 0) => ({
  paper: { id: PaperId.parse(id), title, authors },
  at,
})
const said = (text: string, at = 0) => ({ text, at })

const find = (typed: string, ...items: readonly FindableItem[]) =>
  findItems(items, readQuery(typed)).map((found) => `${found.where}: ${excerptOf(found)}`)
const isFoundIn = (text: string, typed: string) => find(typed, said(text)).length > 0

describe('what is found in a text', () => {
  test.each([
    ['AI control', 'Control of AI systems'],
    ['con sys', 'Control of AI systems'],
    ['CAFÉ naive', 'A naïve cafe'],
    ['cafe\u0301', 'Café'],
    ['Ｇｐｔ', 'GPT-4'],
    ['gpt-4', 'GPT 4'],
    ['gpt4o', 'about GPT4o, mostly'],
    ["don't", 'I don’t know'],
    ['"AI control"', 'the “AI-Control” agenda'],
    ['“ai contr”', 'an AI Controller'],
    ['"ai', 'AI'],
    ['control "of ai"', 'Control of AI'],
    ['可解释', '机械可解释性研究'],
    ['Überblick', 'Ein uberblick'],
    ['!!! control ...', 'Control'],
    ['line breaks', 'line\nbreaks'],
  ])('%s in “%s”', (typed, text) => {
    expect(isFoundIn(text, typed)).toBe(true)
  })

  test.each([
    ['AI control', 'Control of systems'],
    ['ontrol', 'Control'],
    ['controls', 'Control'],
    ['gpt4', 'GPT-4'],
    ['"control ai"', 'AI control'],
    ['"ai control"', 'AI of control'],
    ['"a control"', 'AI control'],
    ['sandbaging', 'sandbagging'],
    ['可研', '机械可解释性研究'],
    ['', 'anything'],
    ['?!', 'anything?!'],
    ['""', 'anything'],
  ])('not %s in “%s”', (typed, text) => {
    expect(isFoundIn(text, typed)).toBe(false)
  })

  test('is in one item: words of two are not added up', () => {
    expect(find('control probes', said('control'), said('probes'))).toEqual([])
    expect(find('"control ada"', paper('arxiv:2312.06942', 'AI control', ['Ada Lovelace']))).toEqual([])
  })
})

describe('of what is found', () => {
  const control = paper('arxiv:2312.06942', 'AI Control', ['Ryan Greenblatt', 'Buck Shlegeris'], 5)

  test('a paper named by its id comes first, then titles, then authors, then other texts, each the newest first', () => {
    expect(
      find(
        '2312.06942',
        said('2312.06942 is old', 9),
        paper('arxiv:2401.05566', 'On 2312.06942', []),
        control,
      ),
    ).toEqual(['id: AI Control', 'title: On 2312.06942', 'text: 2312.06942 is old'])
    for (const typed of ['https://arxiv.org/abs/2312.06942v2', 'arXiv: 2312.06942'])
      expect(find(typed, control), typed).toEqual(['id: AI Control'])
    expect(find('probes 2312.06942', control)).toEqual([])
    expect(
      find(
        'control ry',
        said('Ryan on control', 1),
        said('control, by Ryan', 2),
        control,
        paper('arxiv:2401.05566', 'Ryan and control', [], 1),
        paper('arxiv:2401.05567', 'Control by Ryan', [], 2),
      ),
    ).toEqual([
      'title: Control by Ryan',
      'title: Ryan and control',
      'authors: AI Control',
      'text: control, by Ryan',
      'text: Ryan on control',
    ])
  })

  test('the excerpt is from where the first hit is', () => {
    expect(find('shleg', control)).toEqual(['authors: Ryan Greenblatt, Buck Shlegeris'])
    expect(find('06942', control)).toEqual(['text: arxiv:2312.06942'])
    const long = `${'before '.repeat(20)}the sandbagging probes ${'after '.repeat(20)}`
    expect(find('probes sandbagging', said(long))).toEqual([
      'text: …before before before the sandbagging probes after after after after after…',
    ])
  })

  test('a long text takes no more than 80 characters, and holds the hit', () => {
    const random = seeded(7)
    for (let tries = 0; tries < 500; tries += 1) {
      const text = Array.from({ length: 60 }, (_, i) => (i === 0 ? 'x' : random() < 0.2 ? ' ' : '👩‍🚀')).join(
        '',
      )
      const line = text.replaceAll(/ +/g, ' ').trim()
      const hit = line.lastIndexOf(' ', Math.floor(random() * line.length)) + 1
      const excerpt = excerptAround(line, hit, 80)
      expect(excerpt.length, line).toBeLessThanOrEqual(80)
      expect(excerpt.isWellFormed()).toBe(true)
      const first = [...new Intl.Segmenter('en').segment(line.slice(hit))][0]?.segment ?? ''
      expect(excerpt).toContain(first)
      expect(line.includes(excerpt.replaceAll('…', ''))).toBe(true)
    }
  })
})
