import { test } from 'vitest'
import { verifyAnyText } from '../reading/verify-calendar.ts'

test('10,000 calendars of any text give it back to two readers', () => verifyAnyText(2026, 10_000))
