using EventSinks.OpenStack.Clouds;

namespace EventSinks.OpenStack;

/// <summary>
/// Reads how to sign in to a cloud as openstacksdk does: from clouds.yaml, secure.yaml and the <c>OS_*</c> variables, or from the host's own
/// configuration. <c>docs/openstack.md</c> has the rules, and where they differ from openstacksdk's. Thread-safe; each call reads anew.
/// </summary>
public sealed class CloudReader
{
    private readonly Func<string, string?> _variable;
    private readonly MachineFolders? _machine;

    /// <summary>Makes a reader of the machine's files.</summary>
    /// <param name="variable">Gives the value of an environment variable by its name, or null. It is called from any thread.</param>
    public CloudReader(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        _variable = variable;
    }

    internal CloudReader(Func<string, string?> variable, MachineFolders machine)
        : this(variable) => _machine = machine;

    /// <summary>Makes a reader of the process's own variables and the machine's files.</summary>
    /// <returns>The reader.</returns>
    public static CloudReader OfProcess() => new(Environment.GetEnvironmentVariable);

    /// <summary>
    /// Reads a cloud: the one that is asked for, else the one that <c>OS_CLOUD</c> names, else what the <c>OS_*</c> variables say, else the
    /// only cloud of clouds.yaml.
    /// </summary>
    /// <param name="cloud">The cloud's name; null or empty if none is asked for.</param>
    /// <param name="region">One of its regions; null or empty for what the cloud says, which is the first if it lists several.</param>
    /// <returns>The settings and what is wrong with them. Nothing that a file or a variable holds is an exception.</returns>
    public CloudReading Read(string? cloud = null, string? region = null) => Begin().OfMachine(cloud, region);

    /// <summary>Reads a cloud from the host's configuration; the <c>OS_*</c> variables count for nothing.</summary>
    /// <param name="values">
    /// The keys that clouds.yaml has in <c>auth</c> and beside it, all on one level: <c>auth_url</c>, <c>username</c>, <c>region_name</c> and
    /// so on, in any case. <c>cloud</c> names a cloud of clouds.yaml, over which the others are laid. Null and empty values count as absent.
    /// </param>
    /// <returns>The settings and what is wrong with them. Nothing that a value or a file holds is an exception.</returns>
    public CloudReading ReadValues(IReadOnlyDictionary<string, string?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Begin().OfConfiguration(values);
    }

    private CloudReadingSteps Begin() => new(_variable, _machine ?? MachineFolders.OfProcess(_variable));
}
