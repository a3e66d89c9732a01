/** Why the program does not start: one English sentence for the administrator's console, without a stack. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}
