import { describe, expect, test } from 'vitest'
import { PaperId } from '../../src/paper/paper.ts'
import { recognise } from '../../src/paper/recognise.ts'
import content from '../../src/paper/shipped-papers.json' with { type: 'json' }
import { findShipped } from '../../src/paper/shipped-papers.ts'
import { topics } from '../../src/taxonomy/taxonomy.ts'

describe('papers that the program comes with', () => {
  const named = topics.flatMap(({ papers }) => papers)
  test.each(named)('$id, which the taxonomy names, is one', ({ id, title, year }) => {
    const paper = findShipped(PaperId.parse(id))
    expect(paper).toMatchObject({ id, title, year })
    expect(recognise(paper?.url ?? '')).toMatchObject({ id })
  })

  test('are those that the taxonomy names, and no others', () => {
    expect(content.papers.map(({ id }) => id)).toEqual([...new Set(named.map(({ id }) => id))].toSorted())
  })
})
