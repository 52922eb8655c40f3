/**
 * Random schedules of failures run through the rules, with everything real but the sockets and the
 * clock, and the rules that must hold in all of them.
 */
package dev.understudy.simulation;
