import { randomBytes } from 'node:crypto'
import { GroupId, SessionId } from './group.ts'

const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** 50 random bits. */
const random = (): string => Array.from(randomBytes(10), (byte) => letters[byte % 32]).join('')

export const createGroupId = (): GroupId => GroupId.parse(`g_${random()}`)
export const createSessionId = (): SessionId => SessionId.parse(`s_${random()}`)
