import { describe, expect, test } from 'vitest'
import { paperOf, recognise, recogniseAll } from '../../src/paper/recognise.ts'

describe('what people paste', () => {
  test.each([
    ['https://arxiv.org/abs/2204.05862', 'arxiv:2204.05862'],
    ['https://arxiv.org/pdf/2203.02155v1.pdf', 'arxiv:2203.02155'],
    ['http://www.arxiv.org/abs/1706.03741v4', 'arxiv:1706.03741'],
    ['https://ar5iv.labs.arxiv.org/html/1902.09469', 'arxiv:1902.09469'],
    ['https://arxiv.org/abs/2209.10652?context=cs.LG', 'arxiv:2209.10652'],
    ['https://arxiv.org/abs/hep-th/9901001', 'arxiv:hep-th/9901001'],
    ['arXiv:math.GT/0309136', 'arxiv:math/0309136'],
    ['2212.08073', 'arxiv:2212.08073'],
    ['arXiv:2212.03827 [cs.CL]', 'arxiv:2212.03827'],
    ['https://www.alphaxiv.org/abs/2401.05566v3', 'arxiv:2401.05566'],
    ['https://huggingface.co/papers/2309.08600', 'arxiv:2309.08600'],
    ['https://doi.org/10.48550/arXiv.2310.01405', 'arxiv:2310.01405'],
    ['10.1038/s41586-023-06221-2', 'doi:10.1038/s41586-023-06221-2'],
    ['doi:10.1093/mind/LIX.236.433', 'doi:10.1093/mind/lix.236.433'],
    ['https://dl.acm.org/doi/pdf/10.1145/3442188.3445922', 'doi:10.1145/3442188.3445922'],
    ['has anyone read this? (https://arxiv.org/abs/2305.15324)', 'arxiv:2305.15324'],
    ['<https://arxiv.org/abs/1906.01820>', 'arxiv:1906.01820'],
    ['[Constitutional AI](https://arxiv.org/abs/2212.08073)', 'arxiv:2212.08073'],
  ])('%s is %s', (words, id) => {
    expect(recognise(words)).toMatchObject({ id })
  })

  test('a version is remembered and does not split a paper', () => {
    expect(recognise('https://arxiv.org/abs/2204.05862v1')).toEqual({
      id: 'arxiv:2204.05862',
      version: 1,
      url: 'https://arxiv.org/abs/2204.05862',
    })
  })

  test.each(['Attention Is All You Need', '1984', '2213.05862', '2204.5862', 'version 10.2 of the report'])(
    '%s is a title',
    (title) => {
      expect(recognise(title)).toEqual({ title })
    },
  )

  test.each([
    'https://user:secret@arxiv.org/abs/2204.05862',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://127.0.0.1/paper.pdf',
    'https://localhost/paper',
    'https://[::1]/paper',
    'file:///etc/passwd',
    '   ',
  ])('%s is refused', (words) => {
    expect(recognise(words)).toEqual({ refused: true })
  })

  test('every paper of a message is found once, in order', () => {
    const words =
      'compare https://arxiv.org/abs/1711.11279 with arXiv:2307.15043, 10.1038/s41586-023-06221-2 and 1711.11279v2'
    expect(recogniseAll(words).map(({ id }) => id)).toEqual([
      'arxiv:1711.11279',
      'arxiv:2307.15043',
      'doi:10.1038/s41586-023-06221-2',
    ])
  })

  test('the same title in other clothes is the same paper', () => {
    const id = (title: string) => paperOf({ title })?.id
    expect(id('  Risks from Learned  Optimization ')).toBe(id('risks from learned optimization!'))
    expect(id('Risks')).not.toBe(id('Optimization'))
    expect(id('???')).toBeDefined()
  })
})
