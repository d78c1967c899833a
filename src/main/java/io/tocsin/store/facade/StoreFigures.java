package io.tocsin.store.facade;

/**
 * What Redis has used since it started.
 *
 * @param cpuSeconds of its main process, user and system
 * @param memoryBytes of its data and overhead now
 */
public record StoreFigures(double cpuSeconds, long memoryBytes) {
    /** The memory in MiB. */
    public long memoryMiB() {
        return memoryBytes >> 20;
    }

    /** Reads the answer to INFO. */
    static StoreFigures of(String info) {
        double cpu = 0;
        long memory = 0;
        for (String line : info.lines().toList()) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon);
            switch (name) {
                case "used_cpu_sys", "used_cpu_user" -> cpu += Double.parseDouble(line.substring(colon + 1));
                case "used_memory" -> memory = Long.parseLong(line.substring(colon + 1));
                default -> {
                    // Everything else Redis tells is not asked for.
                }
            }
        }
        return new StoreFigures(cpu, memory);
    }
}
