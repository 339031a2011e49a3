using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ConsoleHost;

/// <summary>What the command line says.</summary>
internal sealed class Settings
{
    private const string Usage = """
        usage: ConsoleHost [--environment FILE] [--store FILE] [--speed N] [--plugins DIR]... [--no-user]
               ConsoleHost user QUEUE [STACK]

        Creates a stack of five resources and delivers its events to the sinks that FILE names.

          --environment FILE  the stack's environment; samples/environments/console.yaml unless named
          --store FILE        where events are kept until they are delivered, also by the next run; events.db beside the program
                              unless named
          --speed N           N times as fast, from 0.1 to 1000
          --plugins DIR       also looks for plug-ins in DIR, each in a folder of its own: DIR/Name/Name.dll
          --no-user           with a Zaqar queue: starts no second process; run 'ConsoleHost user QUEUE' yourself

          user QUEUE [STACK]  the stack's user: follows a Zaqar queue, or the events of one stack in it, and clears the hook
                              when its event arrives

        Zaqar is found by OS_AUTH_TYPE=none, OS_ENDPOINT and OS_PROJECT_ID.
        """;

    private Settings()
    {
    }

    public string Environment { get; private set; } = Path.Combine(AppContext.BaseDirectory, "environments", "console.yaml");

    public string Store { get; private set; } = Path.Combine(AppContext.BaseDirectory, "events.db");

    public double Speed { get; private set; } = 1;

    public List<string> PluginFolders { get; } = [];

    /// <summary>Gets whether a second process is started to be the stack's user, where there is a queue to follow.</summary>
    public bool StartsUser { get; private set; } = true;

    /// <summary>Gets the queue to follow; null for the engine.</summary>
    public string? UserQueue { get; private set; }

    /// <summary>Gets the id of the stack that the user is interested in; null for every stack.</summary>
    public string? UserStack { get; private set; }

    public string ProjectId { get; } = System.Environment.GetEnvironmentVariable("OS_PROJECT_ID") is { Length: > 0 } project ? project : "demo";

    public static bool TryParse(string[] args, [NotNullWhen(true)] out Settings? settings, out int exitCode)
    {
        settings = null;
        exitCode = 0;
        if (args.Any(static arg => arg is "--help" or "-h"))
        {
            Console.WriteLine(Usage);
            return false;
        }

        var parsed = new Settings();
        if (parsed.Take(new Queue<string>(args)) is { } wrong)
        {
            Console.Error.WriteLine($"{wrong}\n\n{Usage}");
            exitCode = 2;
            return false;
        }

        settings = parsed;
        return true;
    }

    // What is wrong, or null.
    private string? Take(Queue<string> args)
    {
        while (args.TryDequeue(out var name))
        {
            if (name is "--no-user")
            {
                StartsUser = false;
                continue;
            }

            if (name is not ("--environment" or "--store" or "--speed" or "--plugins" or "user"))
            {
                return $"'{name}' is not known.";
            }

            if (!args.TryDequeue(out var value))
            {
                return $"'{name}' needs a value.";
            }

            switch (name)
            {
                case "--environment":
                    Environment = value;
                    break;
                case "--store":
                    Store = value;
                    break;
                case "--plugins":
                    PluginFolders.Add(Path.GetFullPath(value));
                    break;
                case "user":
                    UserQueue = value;
                    UserStack = args.TryDequeue(out var stackId) ? stackId : null;
                    break;
                default:
                    if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) || speed is not (>= 0.1 and <= 1000))
                    {
                        return $"--speed is a number from 0.1 to 1000, but is '{value}'.";
                    }

                    Speed = speed;
                    break;
            }
        }

        return null;
    }
}
