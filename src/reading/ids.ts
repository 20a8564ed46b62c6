import { randomId } from '../chat/ids.ts'
import { GroupId, SessionId } from './group.ts'

export const createGroupId = (): GroupId => GroupId.parse(`g_${randomId()}`)
export const createSessionId = (): SessionId => SessionId.parse(`s_${randomId()}`)
