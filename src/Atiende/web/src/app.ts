// What every page loads. Each module looks after its own attributes; none knows another page's markup.
import './morph';
import './requests';
import './drafts';
import './fields';
import './files';
import './charts-here';
import './diagrams';
import './keys';
import './live';
import './menus';
import './navigation';
import './photo';
import './rows';
import './scrolling';
import './theme';
import './times';
import './tips';
