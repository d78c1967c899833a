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
    /** Police stations, as 市局/分局/派出所: people are warned for them. */
    static final List<String> STATIONS = List.of("呼伦贝尔/海拉尔/胜利派出所", "呼伦贝尔/海拉尔/健康派出所", "呼伦贝尔/海拉尔/正阳派出所",
            "呼伦贝尔/满洲里/东山派出所", "呼伦贝尔/满洲里/南区派出所", "呼伦贝尔/牙克石/新工派出所", "呼伦贝尔/扎兰屯/兴华派出所",
            "呼伦贝尔/根河/河东派出所");
    static final String CITY = "呼伦贝尔";
    private static final String DISTRICT = "呼伦贝尔/海拉尔";

    private record Person(String name, String display, Role role, String unit, String what) {}

    private static final List<Person> ALL = List.of(
            new Person("reviewer", "复核员 小李", Role.REVIEWER, CITY, "calls flagged numbers back (复核工作台)"),
            new Person("reviewer2", "复核员 小王", Role.REVIEWER, DISTRICT, "the same, for " + DISTRICT + " alone"),
            new Person("supervisor", "督导 老张", Role.SUPERVISOR, CITY, "leads them (督导)"),
            new Person("supervisor2", "督导 老刘", Role.SUPERVISOR, DISTRICT, "the same, for " + DISTRICT + " alone"),
            new Person("duty", "值班 老赵", Role.DUTY, CITY, "watches carriers and batches (值班)"),
            new Person("submitter", "提交员 小陈", Role.SUBMITTER, CITY, "submits batches (批次)"),
            new Person("sysadmin", "系统管理员", Role.SYSTEM, CITY, "makes accounts, approves rights and keys (管理)"),
            new Person("secadmin", "安全管理员", Role.SECURITY, CITY, "asks for rights, makes API keys (管理)"),
            new Person("auditor", "审计管理员", Role.AUDIT, CITY, "reads the audit log (审计)"));

    private DemoPeople() {}

    /** Makes them. */
    static String make(Users users, String client) {
        String password = OneTimePassword.fresh();
        for (Person person : ALL) {
            users.add(person.name, person.display, Set.of(person.role), new Unit(person.unit),
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
