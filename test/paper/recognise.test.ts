import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { doubtOf } from '../../src/paper/doubt.ts'
import { recognise, recogniseAll, toPaper } from '../../src/paper/recognise.ts'
import { growthOf, linear } from '../growth.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'

const Row = z.object({
  text: z.string(),
  expect: z.union([
    z.strictObject({ id: z.string(), version: z.int().optional() }),
    z.strictObject({ ids: z.array(z.string()) }),
    z.strictObject({ title: z.string() }),
    z.strictObject({ refused: z.literal(true) }),
  ]),
})
const { rows } = z
  .object({ rows: z.array(Row) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'paper-links.json'), 'utf8')))

/** What is recognised, without the link that it goes by. */
function read(text: string) {
  const { url: _, ...rest } = { url: '', ...recognise(text) }
  return rest
}

describe('what people paste', () => {
  let right = 0
  test.each(rows)('$text', ({ text, expect: expected }) => {
    if ('ids' in expected) expect(recogniseAll(text).map(({ id }) => id)).toEqual(expected.ids)
    else expect(read(text)).toEqual(expected)
    right += 1
  })
  afterAll(() => console.log(`paper-links.json: ${right} of ${rows.length} rows`))

  test.each([
    ['https://arxiv.org/pdf/hep-th/9901001v2', 'arxiv:hep-th/9901001'],
    ['https://www.arxiv-vanity.com/papers/1706.03762/', 'arxiv:1706.03762'],
    ['https://papers.cool/arxiv/2204.05862', 'arxiv:2204.05862'],
    ['https://www.alphaxiv.org/zh/overview/2204.05862', 'arxiv:2204.05862'],
    ['https://www.alphaxiv.org/resources/2204.05862', 'arxiv:2204.05862'],
    ['https://arxiv.org/abs/arXiv:2204.05862', 'arxiv:2204.05862'],
    ['（https://arxiv.org/abs/2204.05862）', 'arxiv:2204.05862'],
    ['论文https://arxiv.org/abs/2204.05862，很好', 'arxiv:2204.05862'],
    ['https://arxiv.org/abs/2204.05862\u200b', 'arxiv:2204.05862'],
    ['10.1145/3442188.3445922）', 'doi:10.1145/3442188.3445922'],
    ['https://doi.org/doi:10.1145/3442188.3445922', 'doi:10.1145/3442188.3445922'],
    ['https://dl.acm.org/doi/10.1145/3442188.3445922/', 'doi:10.1145/3442188.3445922'],
    [
      'https://direct.mit.edu/tacl/article/doi/10.1162/tacl_a_00041/43412/Title-of-paper',
      'doi:10.1162/tacl_a_00041',
    ],
    [
      'https://academic.oup.com/bioinformatics/article/doi/10.1093/bioinformatics/btab083/6128680',
      'doi:10.1093/bioinformatics/btab083',
    ],
    [
      'https://www.biorxiv.org/content/10.1101/2020.03.22.002386v3.full.pdf+html',
      'doi:10.1101/2020.03.22.002386',
    ],
    [
      'https://www.biorxiv.org/content/10.1101/2020.03.22.002386v1.article-info',
      'doi:10.1101/2020.03.22.002386',
    ],
    [
      'https://link.springer.com/article/10.1007/s11023-020-09539-2/figures/1',
      'doi:10.1007/s11023-020-09539-2',
    ],
    ['https://lw.greaterwrong.com/posts/nR3DkyivzF4ve97sM/x', 'lesswrong:nR3DkyivzF4ve97sM'],
    ['https://openreview.net/forum?noteId=x&amp;id=4aMedv0ONH', 'openreview:4aMedv0ONH'],
    ['https://api.semanticscholar.org/arXiv:2204.05862', 'arxiv:2204.05862'],
    ['https://www.science.org/doi/10.1126/science.aar6404', 'doi:10.1126/science.aar6404'],
    ['https://onlinelibrary.wiley.com/doi/abs/10.1111/cogs.12345', 'doi:10.1111/cogs.12345'],
    ['https://journals.example.com/article?doi=10.1000%2Fxyz123', 'doi:10.1000/xyz123'],
    ['see doi:10.1016/S0140-6736(20)30183-5.', 'doi:10.1016/s0140-6736(20)30183-5'],
    ['(10.1000/abc)', 'doi:10.1000/abc'],
    ['https://aclanthology.org/2020.acl-main.463v2.pdf', 'acl:2020.acl-main.463'],
    [
      'https://www.semanticscholar.org/reader/cb9c6ddc24457070d25506937c780c084337d128',
      's2:cb9c6ddc24457070d25506937c780c084337d128',
    ],
    ['https://WWW.Example.ORG/A/index.html?b=1&utm_source=x#c', 'url:example.org/A?b=1'],
    ['https://a.com/x,https://arxiv.org/abs/2204.05862', 'url:a.com/x'],
    ['<https://arxiv.org/abs/2204.05862|the paper>', 'arxiv:2204.05862'],
    ['https://slack-redir.net/link?url=https%3A%2F%2Farxiv.org%2Fabs%2F2204.05862', 'arxiv:2204.05862'],
  ])('%s is %s', (words, id) => {
    expect(recognise(words)).toMatchObject({ id })
  })

  const sici = 'doi:10.1175/1520-0442(2001)014<0001:atitms>2.0.co;2'
  test.each([
    ['10.1175/1520-0442(2001)014<0001:ATITMS>2.0.CO;2', sici],
    ['see 10.1175/1520-0442(2001)014%3C0001:ATITMS%3E2.0.CO;2.', sici],
    ['<https://doi.org/10.1175/1520-0442(2001)014&lt;0001:ATITMS&gt;2.0.CO;2|the paper>', sici],
    ['[x](https://doi.org/10.1175/1520-0442(2001)014<0001:ATITMS>2.0.CO;2)', sici],
    ['<https://doi.org/10.1175/1520-0442(2001)014<0001:ATITMS>2.0.CO;2>', sici],
    [
      'https://doi.org/10.1002/(SICI)1521-3951(199911)216:1<135::AID-PSSB135>3.0.CO;2-#',
      'doi:10.1002/(sici)1521-3951(199911)216:1<135::aid-pssb135>3.0.co;2-#',
    ],
    ['<b>10.1145/3442188.3445922</b>', 'doi:10.1145/3442188.3445922'],
  ])('%s is a DOI as a whole', (words, id) => {
    expect(recognise(words)).toMatchObject({ id })
  })

  test.each([
    'https://doi.org/10.1175/1520-0442(2001)014<0001:ATITMS',
    '10.1175/1520-0442(2001)014<0001:ATI',
    'https://doi.org/10.1002/(SICI)1097-4571(199806)49:8',
    'https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693',
  ])('of %s, no part is taken for a DOI', (words) => {
    expect(recogniseAll(words).filter(({ id }) => id.startsWith('doi:'))).toEqual([])
  })

  test.each([
    ['<https://arxiv.org/\n  abs/2312.06942>', 'arxiv:2312.06942'],
    ['https://arxiv.org/abs/\n2312.06942', 'arxiv:2312.06942'],
    ['https://arxiv.org/abs/2312.\n06942 is worth it', 'arxiv:2312.06942'],
    ['> https://openreview.net/forum?id=\n> 4aMedv0ONH', 'openreview:4aMedv0ONH'],
    ['https://doi.org/10.1145/\r\n3442188.3445922', 'doi:10.1145/3442188.3445922'],
    ['https://doi.org/10.1145/3442188.\n3445922', 'doi:10.1145/3442188.3445922'],
    ['10.1007/s11023-020-\n09539-2', 'doi:10.1007/s11023-020-09539-2'],
    ['1. 10.1145/3442188.3445922.\n2. 10.1038/s41586-021-03819-2', 'doi:10.1145/3442188.3445922'],
    [
      'https://openai.com/index/instruction-following/\nGreat paper',
      'url:openai.com/index/instruction-following',
    ],
    ['https://distill.pub/\nGreat', 'url:distill.pub'],
    ['https://arxiv.org/abs/ 2312.06942.', 'arxiv:2312.06942'],
    ['10.1145/3442188.3445922. 2020 was a year', 'doi:10.1145/3442188.3445922'],
    ['https://example.org/ 10.1145/3442188.3445922', 'doi:10.1145/3442188.3445922'],
    ['10.1145/3442188. 3445922', 'doi:10.1145/3442188.3445922'],
    ['10.1007/s11023-020- 09539-2', 'doi:10.1007/s11023-020-09539-2'],
    ['10.1145/3442188.3445922- worth it', 'doi:10.1145/3442188.3445922'],
  ])('the line end in %j is part of a link or not', (words, id) => {
    expect(recognise(words)).toMatchObject({ id })
  })

  test.each([
    ['https://arxiv.org/abs/2312.06942🔥', 'arxiv:2312.06942'],
    ['https://arxiv.org/abs/2312.06942–worth it', 'arxiv:2312.06942'],
    ['arxiv.org/abs/2312.06942を読んで', 'arxiv:2312.06942'],
    ['10.1145/3442188.3445922—great', 'doi:10.1145/3442188.3445922'],
    ['https://openai.com/index/instruction-following—great', 'url:openai.com/index/instruction-following'],
    [
      'https://ja.wikipedia.org/wiki/人工知能',
      'url:ja.wikipedia.org/wiki/%E4%BA%BA%E5%B7%A5%E7%9F%A5%E8%83%BD',
    ],
    ['https://de.wikipedia.org/wiki/Künstliche', 'url:de.wikipedia.org/wiki/K%C3%BCnstliche'],
    ['math.GT/0309136v2', 'arxiv:math/0309136'],
    ['https://arxiv.org/abs/2312.06942-worth it', 'arxiv:2312.06942'],
    ['https://arxiv.org/abs/2312.06942(great)', 'arxiv:2312.06942'],
    ['https://arxiv.org/pdf/2312.06942%E2%80%8B.pdf', 'arxiv:2312.06942'],
    ['https://r.jina.ai/arxiv.org/abs/2312.06942', 'arxiv:2312.06942'],
    ['nature.com/articles/s41586-023-06221-2_reference.pdf', 'doi:10.1038/s41586-023-06221-2'],
    ['https://youtu.be/dQw4w9WgXcQ?si=abc', 'url:youtube.com/watch?v=dQw4w9WgXcQ'],
    ['https://web.archive.org/web/20230101000000/https://arxiv.org/abs/2312.06942', 'arxiv:2312.06942'],
    ['https://web.archive.org/web/2023/openai.com/index/x/', 'url:openai.com/index/x'],
    ['https://urldefense.proofpoint.com/v2/url?u=https-3A__arxiv.org_abs_2312.06942&d=x', 'arxiv:2312.06942'],
    [
      'https://urldefense.com/v3/__https://openreview.net/forum?id=4aMedv0ONH__;!!abc',
      'openreview:4aMedv0ONH',
    ],
    [
      'https://www-nature-com.stanford.idm.oclc.org/articles/s41586-021-03819-2',
      'doi:10.1038/s41586-021-03819-2',
    ],
    ['https://arxiv.org.libproxy.mit.edu/abs/2312.06942', 'arxiv:2312.06942'],
    ['https://login.ezproxy.lib.edu/login?url=https://arxiv.org/abs/2312.06942', 'arxiv:2312.06942'],
    ['https://my-blog.proxyman.io/post', 'url:my-blog.proxyman.io/post'],
  ])('%s is %s', (words, id) => {
    expect(recognise(words)).toMatchObject({ id })
  })

  test('a page is recognised whatever the length of its address', () => {
    const page = `https://example.org/${'a/long/path/'.repeat(100)}end`
    const paper = toPaper(recognise(page))
    expect(paper).toMatchObject({ url: page, title: expect.stringMatching(/^example\.org\/a\/long.*…$/) })
    expect(paper?.id.length).toBeLessThan(490)
    expect(recognise(page)).toMatchObject({ id: paper?.id })
    expect(recognise(`${page}ing`)).not.toMatchObject({ id: paper?.id })
  })

  test('links inside wrapped ones are checked as well', () => {
    expect(recognise('https://r.jina.ai/https://127.0.0.1/paper')).toEqual({ refused: true })
    expect(recognise('https://127-0-0-1.ezproxy.lib.edu/paper')).toMatchObject({
      id: 'url:127-0-0-1.ezproxy.lib.edu/paper',
    })
  })

  test('a title is taken up to 500 characters, and a longer one is refused, not cut', () => {
    const title = 'a title '.repeat(63).slice(0, 500)
    expect(recognise(`  ${title}\n`)).toEqual({ title })
    expect(recognise(`${title}!`)).toEqual({ refused: true })
  })

  test.each([
    'https://[::1]/paper',
    'https://2130706433/paper',
    'https://metadata.google.internal/paper',
    'https://printer.local/paper',
    'ftp://arxiv.org/abs/2204.05862',
    'data:text/html,x',
    'mailto:ada@example.org',
    '   ',
  ])('%s is refused', (words) => {
    expect(recognise(words)).toEqual({ refused: true })
  })

  test.each([
    '[https://arxiv.org/abs/2204.05862](https://arxiv.org/abs/2204.05862) and 1706.03762',
    '[arxiv.org/abs/2204.05862](https://arxiv.org/abs/2204.05862) [b](https://arxiv.org/abs/1706.03762)',
    '[a](https://arxiv.org/abs/2204.05862),[b](https://arxiv.org/abs/1706.03762)',
  ])('%s names two papers', (text) => {
    expect(recogniseAll(text).map(({ id }) => id)).toEqual(['arxiv:2204.05862', 'arxiv:1706.03762'])
  })

  test.each([
    'room 1204.0013',
    'version 2204.05862',
    '$2204.05862',
    '2204.05862%',
    'data: the new oil',
    'JavaScript: The Good Parts',
  ])('%s is a title', (title) => {
    expect(recognise(title)).toEqual({ title })
  })

  test('the same title in other clothes is the same paper', () => {
    const id = (title: string) => toPaper({ title })?.id
    expect(id('  Risks from Learned  Optimization ')).toBe(id('risks from learned optimization!'))
    expect(id('Risks')).not.toBe(id('Optimization'))
    expect(id('???')).toBeDefined()
  })
})

const pieces = [
  ...'abcXYZ0123456789./:?&=#%@-_~()[]{}<>|\\\'"`^ \n\t,;!*é漢😀\u0000\u202e\ud800',
  ...['https://', 'http://', 'arxiv.org/abs/', 'arXiv:', '10.', '10.1145/', '2204.05862', 'v2', 'www.'],
  ...['doi.org/', '%20', '/index.html', '.pdf', 'utm_source=x', 'lesswrong.com/out?url=', 'javascript:'],
  ...['google.com/url?q=', 'semanticscholar.org/paper/', 'openreview.net/forum?id=', 'hep-th/', '((((('],
]

const seed = 3
test(`any text is read without a fault, in a time that grows with it, and links lead back to themselves, seed ${seed}`, () => {
  const long: string[] = []
  const random = seeded(seed)
  const pick = <One>(of: readonly One[]): One | undefined => of[Math.floor(random() * of.length)]
  for (let i = 0; i < repeats(1000, 10_000); i++) {
    const length = Math.floor(random() * (i % 50 === 0 ? 1500 : 60))
    const head = i % 3 === 0 ? (pick(rows)?.text ?? '') : ''
    const text = head + Array.from({ length }, () => pick(pieces)).join('')
    if (i % 50 === 0) long.push(text)
    doubtOf(text)
    for (const { id, url } of recogniseAll(text)) expect(recognise(url)).toMatchObject({ id })
  }
  const read = (texts: readonly string[]) => {
    for (const text of texts) {
      recogniseAll(text)
      recognise(text)
    }
  }
  expect(growthOf((times) => long.map((text) => text.repeat(times)), read, 1)).toBeLessThanOrEqual(linear)
})

test.each([
  ['https://a.com/', '('],
  ['https://a.com/', ')'],
  ['https://a.com/x', '.,'],
  ['https://a.com/10.1000/x', '.pdf'],
  ['https://a.com', '/index.html'],
  ['', '10.1000/'],
  ['', 'a.'],
  ['', '-'],
  ['', ' '],
  ['https://aclanthology.org/', 'a'],
  ['https://nature.com/articles/', 'a-'],
  ['arxiv ', 'arxiv '],
])('a long text of %j and many %j takes no longer than its length', (head, piece) => {
  const make = (length: number) => head + piece.repeat(length / piece.length)
  expect(growthOf(make, recognise, 4800)).toBeLessThanOrEqual(linear)
})
