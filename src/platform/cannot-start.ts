/** The program can't start; the message is one English sentence for the administrator's console. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}
