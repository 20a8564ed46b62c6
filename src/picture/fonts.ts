import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const inter = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json'))

/** The font files that pictures are drawn with (Inter, SIL Open Font License 1.1); never those of the machine. */
export const fontFiles: Readonly<Record<400 | 600, string>> = {
  400: join(inter, '400Regular', 'Inter_400Regular.ttf'),
  600: join(inter, '600SemiBold', 'Inter_600SemiBold.ttf'),
}
