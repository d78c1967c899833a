package io.tocsin.cli.demo;

import io.tocsin.access.password.OneTimePassword;
import io.tocsin.access.user.Role;
import io.tocsin.access.user.Unit;
import io.tocsin.access.user.Users;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;

/**
 * The people of the demonstration: one of each kind, all with one password that is new every time.
 */
final class DemoPeople {
    private record Person(String name, String display, Role role, String what) {}

    private static final List<Person> ALL = List.of(
            new Person("reviewer", "复核员 小李", Role.REVIEWER, "calls flagged numbers back (复核工作台)"),
            new Person("reviewer2", "复核员 小王", Role.REVIEWER, "the same, at the next desk"),
            new Person("supervisor", "督导 老张", Role.SUPERVISOR, "leads them (督导)"),
            new Person("duty", "值班 老赵", Role.DUTY, "watches carriers and batches (值班)"),
            new Person("submitter", "提交员 小陈", Role.SUBMITTER, "submits batches (批次)"),
            new Person("sysadmin", "系统管理员", Role.SYSTEM, "makes accounts (管理)"),
            new Person("secadmin", "安全管理员", Role.SECURITY, "gives rights and API keys (管理)"),
            new Person("auditor", "审计管理员", Role.AUDIT, "reads the audit log (审计)"));

    private DemoPeople() {}

    /** Makes them. */
    static String make(Users users, String client) {
        String password = OneTimePassword.fresh();
        for (Person person : ALL) {
            users.add(person.name, person.display, Set.of(person.role), new Unit("呼伦贝尔"),
                    person.role == Role.SUBMITTER ? client : null);
            users.choose(person.name, password);
        }
        return password;
    }

    /** Says who there is. */
    static void print(PrintWriter out, String url, String password) {
        out.println("The console is at " + url + "/ ; log in as one of these, with the password");
        out.println(
                "  " + password + "   and any six digits as the code (only the demo asks for no authenticator app):");
        ALL.forEach(person -> out.printf("    %-12s %s%n", person.name, person.what));
    }
}
