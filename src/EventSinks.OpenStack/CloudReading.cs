namespace EventSinks.OpenStack;

/// <summary>What was read of a cloud, where it was found, and whether it can be used. Immutable. Nothing in its texts is a secret.</summary>
public sealed class CloudReading
{
    internal CloudReading(CloudSettings settings, string source, IReadOnlyList<string> warnings, string? problem)
    {
        Settings = settings;
        Source = source;
        Warnings = warnings;
        Problem = problem;
    }

    /// <summary>
    /// Gets the settings. They are there also if there is a <see cref="Problem"/>, as complete as they could be read: whoever gives them another
    /// scope, a trust or an endpoint by <c>with</c> may mend it so, and the session says what is wrong with the result.
    /// </summary>
    public CloudSettings Settings { get; }

    /// <summary>Gets where the settings were found, for people.</summary>
    /// <value>For instance <c>cloud 'prod' of /etc/openstack/clouds.yaml</c>, <c>the OS_* variables</c> or <c>the configuration</c>.</value>
    public string Source { get; }

    /// <summary>Gets what is doubtful, a line each; empty if nothing is.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>
    /// Gets what is missing or wrong and what to do about it, on one line; null if the settings can be used as they stand. All that a session
    /// would refuse without asking Keystone is a problem.
    /// </summary>
    public string? Problem { get; }

    /// <summary>Gives the settings, if they can be used.</summary>
    /// <returns>The settings.</returns>
    /// <exception cref="OpenStackException">
    /// <see cref="OpenStackFailure.BadSettings"/>: they cannot. The message is the <see cref="Problem"/>.
    /// </exception>
    public CloudSettings Require() => Problem is null ? Settings : throw new OpenStackException(OpenStackFailure.BadSettings, Problem);

    /// <summary>Says where the settings were found and what is wrong with them.</summary>
    /// <returns>For instance <c>the OS_* variables: OS_AUTH_URL is not set; ...</c>.</returns>
    public override string ToString() => Problem is null ? $"{Source}: {Settings}" : $"{Source}: {Problem}";
}
