// One after the other: each has the machine for itself.
import './time.js';
import './report.js';
