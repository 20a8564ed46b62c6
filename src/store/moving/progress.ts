/** A stage of a backup, a restore or a move. */
export type Stage = 'Checking' | 'Copying' | 'Verifying'

/** Called as a stage goes on. @param share How much of it is done, 0 … 1. */
export type Progress = (stage: Stage, share: number) => void
