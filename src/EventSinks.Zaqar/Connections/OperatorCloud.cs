using EventSinks.OpenStack;
using Microsoft.Extensions.Configuration;

namespace EventSinks.Zaqar.Connections;

/// <summary>
/// The operator's cloud: by the sink type's section of the host's configuration, else, only where the operator allows ambient credentials,
/// by <c>OS_*</c> variables and <c>clouds.yaml</c>. Read again once a minute, so that a new password needs no restart. Thread-safe.
/// </summary>
internal sealed class OperatorCloud(IConfigurationSection section, bool allowAmbient, CloudReader reader, TimeProvider clock)
{
    /// <summary>How long a reading counts.</summary>
    public static readonly TimeSpan ReadingTime = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private OperatorSettings? _settings;
    private DateTimeOffset _readAt;
    private bool _isReading;

    /// <summary>Gets whether stacks without a credential of their own may go in the operator's name.</summary>
    public bool AllowsAmbient { get; } = allowAmbient;

    /// <summary>Gives what the operator has said.</summary>
    public OperatorSettings Read()
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (_settings is not null && (_isReading || (now - _readAt < ReadingTime && now >= _readAt)))
            {
                return _settings;
            }

            _isReading = true;
        }

        // Not under the lock: a folder may hang, and one that waits for it is enough.
        var read = ReadNow();
        lock (_lock)
        {
            // A file that is just being replaced must not stop what has worked so far.
            _settings = read is { Problem: not null } && _settings is { Cloud: not null, Problem: null } ? _settings : read;
            _readAt = now;
            _isReading = false;
            return _settings;
        }
    }

    private OperatorSettings ReadNow()
    {
        var values = section.GetChildren().ToDictionary(static each => each.Key, static each => each.Value, StringComparer.OrdinalIgnoreCase);
        if (values.Count == 0 && !AllowsAmbient)
        {
            return new(null, null);
        }

        var reading = values.Count > 0 ? reader.ReadValues(values) : reader.Read();

        // What was passed over is likely why.
        var problem = reading.Problem is { } missing ? string.Join("; ", [missing, .. reading.Warnings]) : null;
        return new(reading.Settings, problem);
    }
}
