/** Random schedules run through the rules, with everything real but the sockets and the clock. */
package dev.understudy.simulation;
