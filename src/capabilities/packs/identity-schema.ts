/** What an institution is recognised by beside its name: its own host and its own mark. */
import { z } from 'zod'

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'

/** A name of a host as browsers send it: small letters, and letters of other scripts as xn--. */
export const hostName = z
  .string()
  .max(253, 'is too long for a host')
  .regex(new RegExp(`^(?:${label}\\.)+[a-z][a-z0-9-]*[a-z0-9]$`), 'is not a host such as international.example.kg')

/** One line of a drawing in a square of 100 by 100, as the data of an SVG path: nothing in it can be more than a line. */
export const drawnLine = z
  .string()
  .max(600, 'is longer than 600 signs')
  .regex(/^[Mm][MmLlHhVvCcSsQqTtAaZz0-9 ,.-]*$/, 'is no path such as M10 10L90 90')

/** Our own drawing, never a picture of a logo: a few lines in the colour of the text around them. */
export const mark = z.array(drawnLine).min(1).max(12)
