using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>Makes one process the owner of a store: a lock of the operating system, which ends with the process however it ends.</summary>
internal sealed class OwnerLock : IDisposable
{
    private readonly FileStream _file;

    private OwnerLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or says who has it.</summary>
    /// <param name="path">The store's file.</param>
    /// <param name="describeOwner">Says who has it.</param>
    /// <returns>The lock.</returns>
    /// <exception cref="EventStoreException">Another process has it, or the file beside the store cannot be made.</exception>
    public static OwnerLock Take(string path, Func<string> describeOwner)
    {
        var lockPath = path + "-owner";
        var folder = Path.GetDirectoryName(path);
        if (!Directory.Exists(folder))
        {
            throw new EventStoreException($"The store {path} cannot be opened: there is no folder {folder}; make it, or name a file elsewhere.");
        }

        try
        {
            return new OwnerLock(new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EventStoreException($"The store {path} cannot be opened: its folder may not be written to; give the process the right to.", error);
        }
        catch (IOException error)
        {
            throw new EventStoreException(
                $"The store {path} is in use by {describeOwner()}; end that first, or only look at the store.", error);
        }
    }

    public void Dispose() => _file.Dispose();
}
