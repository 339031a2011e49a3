using NUnit.Framework;

namespace EventSinks.Testing.Conformance;

/// <content>What people read of a failure.</content>
public abstract partial class SinkConformanceTests<TFactory>
{
    private const int LongestReason = 500;
    private const string Canary = "canary-4f1c9d";

    private static readonly string[] HostsPaths =
    [
        .. new[]
        {
            AppContext.BaseDirectory,
            Environment.CurrentDirectory,
            Path.GetTempPath(),
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        }.Select(Path.TrimEndingDirectorySeparator).Where(static path => path.Length > 1),
    ];

    /// <summary>A reason is one line, there, and no novel.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(36, "S8", "A reason is one line of at most 500 characters, without control characters.")]
    public Task Rule36_ReasonsAreOneShortLine() => ForEachFaultAsync((_, fault, answer) =>
    {
        Assert.That(answer.IsDelivered || !string.IsNullOrWhiteSpace(answer.Reason), Is.True, $"{fault}: a failure has a reason");
        Assert.That(answer.Reason, Has.Length.LessThanOrEqualTo(LongestReason), $"{fault}");
        Assert.That(answer.Reason.Any(char.IsControl), Is.False, $"{fault}: control characters in the reason '{answer.Reason}'");
    });

    /// <summary>A reason holds no secret, whatever the destination answers.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(37, "S8", "A reason, also that of an exception, holds no secret of options or credentials.")]
    public Task Rule37_ReasonsHoldNoSecret() =>
        ForEachFaultAsync(static (bench, fault, answer) => AssertHidden(bench, answer.Reason, $"{fault}: the reason"));

    /// <summary>A reason holds nothing of the event, and no path of the host.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(38, "S8", "A reason holds nothing of the event's properties, and no path of the host's.")]
    public Task Rule38_ReasonsHoldNoBodyAndNoPath() => ForEachFaultAsync(
        static (_, fault, answer) =>
        {
            Assert.That(answer.Reason, Does.Not.Contain(Canary), $"{fault}: the event's properties are in the reason");
            Assert.That(
                HostsPaths.Where(path => answer.Reason.Contains(path, StringComparison.Ordinal)), Is.Empty, $"{fault}: a path of the host is in the reason");
        },
        $$"""{"text":"{{Canary}}"}""");

    /// <summary>What a sink logs holds no secret.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(39, "S8", "What is logged holds no secret of options or credentials.")]
    public Task Rule39_LogsHoldNoSecret() =>
        ForEachFaultAsync(static (bench, fault, _) => AssertHidden(bench, string.Join('\n', bench.Log.Lines), $"{fault}: the log"));
}
