using EventSinks.Testing.Conformance;
using Microsoft.Extensions.Configuration;

namespace EventSinks.Local;

/// <summary>The folder of <c>json-lines</c>, with the one file that its declarations name.</summary>
internal sealed class FolderDestination : SinkTestDestination
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventsinks-conformance-").FullName;
    private FileStream? _taken;

    public override DestinationAbilities Abilities =>
        DestinationAbilities.Read | DestinationAbilities.CountCalls | DestinationAbilities.Refuse | DestinationAbilities.Suspend;

    private string Target => Path.Combine(_folder, "events.jsonl");

    private string Away => $"{Target}.away";

    public override void Configure(StackEventsBuilder builder) =>
        builder.SinkConfiguration = new ConfigurationBuilder().AddInMemoryCollection([new("json-lines:folder", _folder)]).Build();

    public override async ValueTask<IReadOnlyList<string>> ReadAsync() =>
        File.Exists(Target) && _taken is null ? await File.ReadAllLinesAsync(Target) : [];

    // Whoever has been here has left a file.
    public override ValueTask<int> CountCallsAsync() => ValueTask.FromResult(Directory.EnumerateFileSystemEntries(_folder, "*", SearchOption.AllDirectories).Count());

    public override ValueTask FailAsync(DestinationFault fault, string? marker = null)
    {
        if (fault is DestinationFault.Suspend)
        {
            // A folder where the file would be.
            if (File.Exists(Target))
            {
                File.Move(Target, Away);
            }

            Directory.CreateDirectory(Target);
        }
        else
        {
            _taken = new FileStream(Target, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }

        return ValueTask.CompletedTask;
    }

    public override async ValueTask HealAsync()
    {
        if (_taken is not null)
        {
            await _taken.DisposeAsync();
            _taken = null;
        }

        if (Directory.Exists(Target))
        {
            Directory.Delete(Target);
        }

        if (File.Exists(Away))
        {
            File.Move(Away, Target);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await HealAsync();
        Directory.Delete(_folder, recursive: true);
        await base.DisposeAsync();
    }
}
