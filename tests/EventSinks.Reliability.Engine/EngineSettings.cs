using System.Globalization;

namespace EventSinks.Reliability.Engine;

/// <summary>What the command line says.</summary>
internal sealed record EngineSettings
{
    private const string Usage =
        "--store FILE --receiver URL [--zaqar URL] [--project ID] [--stacks N] [--generation G] [--attempt-timeout SECONDS] --run|--drain";

    /// <summary>Gets the store's file.</summary>
    public required string Store { get; init; }

    /// <summary>Gets where the sinks of type <c>counting</c> post to.</summary>
    public required Uri Receiver { get; init; }

    /// <summary>Gets Zaqar's address; null for no sinks of type <c>zaqar-queue</c>.</summary>
    public string? Zaqar { get; private init; }

    /// <summary>Gets the project of all stacks, whose queues a test reads.</summary>
    public string Project { get; private init; } = "demo";

    /// <summary>Gets how many stacks publish.</summary>
    public int Stacks { get; private init; } = 6;

    /// <summary>Gets the number of this process among those that have had the store.</summary>
    public int Generation { get; private init; }

    public TimeSpan AttemptTimeout { get; private init; } = TimeSpan.FromSeconds(30);

    public TimeSpan DrainPatience { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets whether it publishes before it drains.</summary>
    public bool Publishes { get; private init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">Something is missing, unknown or no number.</exception>
    public static EngineSettings Parse(string[] args)
    {
        if (args is not [.. var named, "--run" or "--drain"] || named.Length % 2 != 0)
        {
            throw new ArgumentException($"'{string.Join(' ', args)}' is not what is expected: {Usage}.", nameof(args));
        }

        var values = named.Chunk(2).ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);
        var settings = new EngineSettings
        {
            Store = Take("--store") ?? throw new ArgumentException($"--store is missing: {Usage}.", nameof(args)),
            Receiver = new Uri(Take("--receiver") ?? throw new ArgumentException($"--receiver is missing: {Usage}.", nameof(args))),
            Zaqar = Take("--zaqar"),
            Project = Take("--project") ?? "demo",
            Stacks = Number("--stacks", 6),
            Generation = Number("--generation", 0),
            AttemptTimeout = TimeSpan.FromSeconds(Number("--attempt-timeout", 30)),
            Publishes = args[^1] is "--run",
        };
        return values.Count == 0
            ? settings
            : throw new ArgumentException($"'{string.Join("', '", values.Keys)}' is not known: {Usage}.", nameof(args));

        string? Take(string name) => values.Remove(name, out var value) ? value : null;
        int Number(string name, int other) =>
            Take(name) is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : other;
    }
}
