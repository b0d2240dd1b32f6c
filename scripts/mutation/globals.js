// Stands in for @jest/globals in a workspace: jest's own test functions, without jest around them.
export { expect } from 'expect';
export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from 'jest-circus';
