import { expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { ballots } from '../../src/poll/poll-records.ts'
import { CorruptRecord } from '../../src/store/quarantine.ts'

/** The line that a fault is logged as. */
function lineOf(fault: unknown): string {
  const lines: string[] = []
  const destination = { write: (line: string) => void lines.push(line) }
  createLog('trace', false, destination).error({ fault }, 'it failed')
  return lines.join('')
}

/** The fault of a piece of work. */
function faultOf(work: () => unknown): unknown {
  try {
    work()
  } catch (fault) {
    return fault
  }
  throw new Error('Nothing failed')
}

test('an unreadable record is logged by its kind, not by whose it is', () => {
  const fault = new CorruptRecord({
    kind: ballots,
    scope: 'p_0123456789/1',
    id: 'discord:400000000000000001',
  })
  const line = lineOf(fault)
  expect(line).toContain('ballot')
  expect(line).not.toContain('400000000000000001')
})

test('a text that can’t be parsed is not quoted', () => {
  const line = lineOf(faultOf(() => JSON.parse('{"why": Zq7words}')))
  expect(line).toContain('SyntaxError')
  expect(line).toContain('log.test.ts')
  expect(line).not.toContain('Zq7words')
})

test('nor is a cause, and the name of a host that somebody has typed', () => {
  const cause = Object.assign(new Error('getaddrinfo ENOTFOUND zq7words.example'), {
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
  })
  const line = lineOf(new TypeError('fetch failed', { cause }))
  expect(line).toContain('ENOTFOUND')
  expect(line).not.toContain('zq7words')
})
