import type { Group } from './group.ts'

/** The settings of a group that people give when they start or change it. */
export type GroupSettings = Partial<
  Pick<
    Group,
    | 'name'
    | 'schedule'
    | 'where'
    | 'offsets'
    | 'votes'
    | 'poll'
    | 'revote'
    | 'ask'
    | 'expect'
    | 'audiences'
    | 'season'
    | 'extras'
    | 'togetherMin'
  >
>
