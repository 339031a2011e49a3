using System.Text.RegularExpressions;
using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>What Heat's own sink and the client and server below it take.</summary>
internal static partial class HeatSink
{
    public const string ZaqarQueue = "zaqar-queue";
    public const string Target = "target";
    public const string Ttl = "ttl";

    private const int LongestQueueName = 64;
    private const int ShortestTtl = 60;
    private const int LongestTtl = 1_209_600;

    public static bool IsZaqar(SinkDeclaration sink) => sink.Type == ZaqarQueue;

    /// <summary>Says why events for a target are lost.</summary>
    /// <returns>The reason; null if they are not.</returns>
    public static string? WhyTargetLoses(YamlValue target) => target switch
    {
        YamlNull => "Heat delivers to a queue named \"None\"",
        YamlScalar { } scalar when !QueueNamePattern().IsMatch(scalar.ToPythonString()) =>
            "Heat's client takes only letters, digits, - and _ in a queue's name, and loses every event",
        YamlScalar { } scalar when scalar.ToPythonString().Length > LongestQueueName =>
            $"Zaqar takes at most {LongestQueueName} characters, and Heat loses every event",
        YamlScalar => null,
        _ => $"{target.KindName} is no queue's name, and Heat loses every event",
    };

    /// <summary>Says why events with a time to live are lost.</summary>
    /// <returns>The reason; null if they are not.</returns>
    public static string? WhyTtlLoses(YamlValue ttl) => ttl switch
    {
        YamlNull => null,
        YamlInteger number when number.Value < ShortestTtl => $"Zaqar takes no ttl below {ShortestTtl}, and Heat loses every event",
        YamlInteger number when number.Value > LongestTtl => $"Zaqar takes no ttl above {LongestTtl}, and Heat loses every event",
        YamlInteger => null,
        _ => $"Zaqar takes a whole number, not {ttl.KindName}, and Heat loses every event",
    };

    /// <summary>Says whether Heat loses every event of a sink that it has taken.</summary>
    public static bool Fails(SinkDeclaration sink) =>
        (sink.Map.Find(Target) is { } target && target.Value is not YamlNull && WhyTargetLoses(target.Value) is not null)
        || (sink.Map.Find(Ttl) is { } ttl && WhyTtlLoses(ttl.Value) is not null);

    [GeneratedRegex(@"\A[a-zA-Z0-9_-]+\n?\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QueueNamePattern();
}
