/** Names and types of what is said to the workflow of a movement that a client asks for. */

export const MOVEMENT_WORKFLOW = 'stockMovement';

export interface MovementKey {
  orgId: string;
  movementId: string;
}

/** The workflow takes only the movement's name: how it stands is in the row. */
export interface MovementInput extends MovementKey {
  /** Id of the namespace, asked for before the start; noted with the movement. */
  startedIn: string;
}

/** Signal without argument: the row has changed, look again. */
export const MOVEMENT_LOOK_SIGNAL = 'look';
