using EventSinks.Testing.Conformance;

namespace EventSinks.Testing.Samples;

/// <summary>The folder that the reports of <c>markdown-report</c> are in: one for the whole process, so it is emptied for each rule.</summary>
internal sealed class ReportFolder : SinkTestDestination
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "reports");

    private static readonly string Away = $"{Folder}.away";

    public ReportFolder() => Clear();

    public override DestinationAbilities Abilities =>
        DestinationAbilities.Read | DestinationAbilities.CountCalls | DestinationAbilities.Refuse;

    public override void Configure(StackEventsBuilder builder)
    {
    }

    // The rows of all tables, without their heads.
    public override async ValueTask<IReadOnlyList<string>> ReadAsync()
    {
        List<string> rows = [];
        foreach (var report in Reports())
        {
            rows.AddRange((await File.ReadAllLinesAsync(report)).SkipWhile(static line => !line.StartsWith("| ---", StringComparison.Ordinal)).Skip(1));
        }

        return rows;
    }

    public override ValueTask<int> CountCallsAsync() => ValueTask.FromResult(Reports().Length);

    public override async ValueTask FailAsync(DestinationFault fault, string? marker = null)
    {
        // A file where the folder would be.
        if (Directory.Exists(Folder))
        {
            Directory.Move(Folder, Away);
        }

        await File.WriteAllTextAsync(Folder, "");
    }

    public override ValueTask HealAsync()
    {
        if (File.Exists(Folder))
        {
            File.Delete(Folder);
        }

        if (Directory.Exists(Away))
        {
            Directory.Move(Away, Folder);
        }

        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        Clear();
        return base.DisposeAsync();
    }

    private static string[] Reports() => Directory.Exists(Folder) ? Directory.GetFiles(Folder) : [];

    private static void Clear()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
