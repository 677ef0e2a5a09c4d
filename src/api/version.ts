/** Version of the published interface. */
export const VERSION = '0.1.0';
