export { stopSharedStack as default } from './stackSetup';
