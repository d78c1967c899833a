package io.tocsin.warning;

/**
 * A ready queue: all waiting warnings of one channel, operator and grade.
 *
 * @param channel how the person is to be reached next
 * @param operator whose network the number is on
 * @param grade how urgent it is
 */
public record Lane(Channel channel, Operator operator, Grade grade) {}
