import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type DoubtKind, doubtOf } from '../../src/paper/doubt.ts'
import { findNearId, flawOf } from '../../src/paper/link/near-arxiv-id.ts'
import { growthOf, linear } from '../growth.ts'

const Doubt = z.object({
  text: z.string(),
  doubt: z.enum(['arxiv-id', 'listing', 'address', 'one-word']).nullable(),
})
const { doubts } = z
  .object({ doubts: z.array(Doubt) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'paper-links.json'), 'utf8')))

describe('what is only nearly a paper', () => {
  let right = 0
  test.each(doubts)('$text is $doubt', ({ text, doubt }) => {
    expect(doubtOf(text)).toEqual(doubt === null ? undefined : { kind: doubt })
    right += 1
  })
  afterAll(() => console.log(`paper-links.json: ${right} of ${doubts.length} doubts`))

  const others: Readonly<Record<DoubtKind | 'none', readonly string[]>> = {
    'arxiv-id': [
      'arXiv: 2312.0694 [cs.CL]',
      'arXiv:2312.069422v2',
      '“2312.0694”',
      '(2312.0694).',
      '231.06942',
      '23l2.06942',
      '2312.06942v',
      '2312 06942',
      '2312-06942',
      '2312..06942',
      '2312 .06942',
      'hepth/9901001',
      '２３１２．０６９４２',
      '0703.1234',
      '0905.12345',
      'hep-th/990100',
      'read 2312.0694',
      'AI Control by Greenblatt and others, arXiv:2312.0694',
      '10.48550/arXiv.2312.0694',
      'arxiv.org/abs/2312.0694',
      'https://arxiv.org/pdf/2312.O6942',
      'https://arxiv.org/pdf/2300.06942v2.pdf',
      'https://huggingface.co/papers/2312.0694',
      'https://www.alphaxiv.org/abs/2312.0694',
      'https://doi.org/10.48550/arXiv.2312.0694',
    ],
    listing: [
      'arxiv.org/list/cs.LG/new',
      'https://arxiv.org/search/?query=ai+control&searchtype=all',
      'https://export.arxiv.org/find/cs',
      'https://openreview.net/search?term=control',
      'https://openreview.net/profile?id=~Ada_Lovelace1',
      'https://openreview.net',
      'https://huggingface.co/papers',
      'https://huggingface.co/papers/date/2024-01-01',
      'https://www.semanticscholar.org/search?q=ai%20control',
      'https://aclanthology.org/events/acl-2023/',
      'https://forum.effectivealtruism.org/topics/ai-safety',
      'https://www.alignmentforum.org/library',
      'https://www.lesswrong.com/s/r9tYkB2a8Fp4DN8yB',
      'https://duckduckgo.com/?q=ai+control',
      'https://www.google.co.uk/search?q=ai+control',
      'https://www.bing.com/search?q=ai',
      'https://transformer-circuits.pub/',
      'https://distill.pub/archive',
      'https://proceedings.mlr.press/v139/',
      'https://www.anthropic.com/research',
      'https://pubmed.ncbi.nlm.nih.gov/?term=x',
      'https://papers.nips.cc/paper_files/paper/2023',
      'https://github.com/topics/interpretability',
      'https://example.substack.com/archive',
      'https://blog.example.com/category/safety/page/2',
      'https://www.anthropic.com/en?utm_source=x',
    ],
    address: [
      'google.com',
      '//example.com/paper.pdf',
      'https//example.com/paper.pdf',
      'example.com/paper.pdf.',
      'alignment.anthropic.com/2025/petri',
      'see example.com/paper.pdf',
      'x.com/someone/status/1700000000000000001',
      'openreview.net',
      'semanticscholar.org/foo/bar',
    ],
    'one-word': [
      '"asdf"',
      'asdf!',
      'RLHF',
      'GPT-4',
      'Node.js',
      '12 34',
      '???',
      '😀 😀',
      'asdf 😀',
      '3.14',
      '注意力',
      '$2204.05862',
    ],
    none: [
      'Concrete Problems in AI Safety',
      'Paper 17',
      'C++ Primer',
      'version 2213.05862',
      'room 1204.0013',
      '注意力就是你所需要的一切',
      'What Node.js taught us',
      'On I/O and TCP/IP',
      'has anyone read this? (https://arxiv.org/abs/2305.15324)',
      'https://example.com/?p=123',
      'https://blog.example.com/archive/2023/05/some-post',
      'https://www.anthropic.com/research/alignment-faking',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
      'https://x.com/someone/status/1700000000000000001',
      'https://docs.google.com/document/d/abc/edit',
      'https://news.ycombinator.com/item?id=123',
      'https://distill.pub/2020/circuits/zoom-in',
      'https://proceedings.mlr.press/v139/radford21a.html',
      '10.1038/s41586-023-06221-2',
      'openreview.net/forum?id=4aMedv0ONH',
      'javascript:alert(1)',
      'https://127.0.0.1/',
      '',
    ],
  }
  const table = Object.entries(others).flatMap(([kind, texts]) => texts.map((text) => [text, kind] as const))
  test.each(table)('%s: %s', (text, kind) => {
    expect(doubtOf(text)?.kind ?? 'none').toBe(kind)
  })

  test.each([
    ['2312.0694', 'with a digit missing'],
    ['arXiv:2312.069', 'with digits missing'],
    ['2312.069422', 'with a digit too many'],
    ['2204.5862', 'with a digit missing'],
    ['0905.12345', 'with a digit too many'],
    ['2312,06942', 'with a comma in it'],
    ['2312.O6942', 'with a letter in it'],
    ['2313.05862', "of a month that doesn't exist (13)"],
    ['0703.1234', 'from before April 2007, when there were none like it'],
    ['2312 06942', "that isn't written like one"],
  ])('%s is an id %s', (text, flaw) => {
    expect(flawOf(findNearId(text) ?? '')).toBe(flaw)
  })
})

test.each(['2312.', 'a.', 'arxiv ', '“', 'www.', '漢', ' ', 'https://a.com/x '])(
  'a text of many %j takes no longer than its length',
  (piece) => {
    expect(growthOf((length) => piece.repeat(length / piece.length), doubtOf, 4800)).toBeLessThanOrEqual(
      linear,
    )
  },
)
