import { test } from 'vitest'
import { rows, walk } from '../contracts/new-user-walk.ts'

test('all that people type who have read no manual opens and answers the same on Slack and Discord', async () => {
  await walk(rows)
})
