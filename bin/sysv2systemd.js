#!/usr/bin/env node
const { load, readCode } = require('./load.js');

load(readCode()).cli.main(process);
