/**
 * Tests of the shared stack run beside two dozen processes, on CI on two cores: one that was overtaken may try once more.
 * The first failure is printed, so that nothing hides behind the second try.
 */
jest.retryTimes(1, { logErrorsBeforeRetry: true });
